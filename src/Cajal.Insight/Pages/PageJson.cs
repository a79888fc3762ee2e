using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cajal.Insight;

/// <summary>Pages for machines: formulas as text and as LaTeX.</summary>
internal static class PageJson
{
    public static string Write(Page page)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("title", page.Title);
            json.WriteStartArray("blocks");
            foreach (var block in page.Blocks) Append(json, block);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static void Append(Utf8JsonWriter json, Block block)
    {
        json.WriteStartObject();
        switch (block)
        {
            case HeadingBlock h: json.WriteString("heading", h.Text); break;
            case ParagraphBlock p: json.WriteString("text", p.Text); break;
            case FormulaBlock f:
                if (f.Label.Length > 0) json.WriteString("label", f.Label);
                json.WriteString("formula", f.Formula.ToString());
                json.WriteString("latex", LatexNotation.Instance.Write(f.Formula));
                break;
            case FigureBlock f:
                json.WriteString("figure", f.Figure.Title);
                json.WriteString("description", f.Figure.Description);
                break;
            case PicturesBlock p: Strings(json, "pictures", p.Pictures.Select(i => i.Caption)); break;
            case TableBlock t:
                Strings(json, "columns", t.Columns);
                json.WriteStartArray("rows");
                foreach (var row in t.Rows) Strings(json, null, row);
                json.WriteEndArray();
                break;
        }
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string? name, IEnumerable<string> values)
    {
        if (name is null) json.WriteStartArray();
        else json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
