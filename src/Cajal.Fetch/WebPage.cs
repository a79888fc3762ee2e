using System.Net;
using System.Text;
using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>Tells web pages from data by how they begin: a server that asks for a sign-in, or has lost the file, often sends one and says that all is well.</summary>
internal static class WebPage
{
    private static readonly string[] Beginnings = ["<!doctype html", "<html", "<head", "<body"];

    /// <summary>The title of a page with a blank before it, empty when it has none; null for what is no page.</summary>
    public static string? Title(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[4096];
        string text = Encoding.UTF8.GetString(start, 0, DataFile.ReadFully(stream, start)).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!Beginnings.Any(b => text.StartsWith(b, StringComparison.OrdinalIgnoreCase))) return null;
        int from = text.IndexOf("<title>", StringComparison.OrdinalIgnoreCase), to = text.IndexOf("</title>", StringComparison.OrdinalIgnoreCase);
        if (from < 0 || to < from) return "";
        string title = new([.. WebUtility.HtmlDecode(text[(from + 7)..to]).Where(c => !char.IsControl(c)).Take(60)]);
        return $" (\"{title.Trim()}\")";
    }
}
