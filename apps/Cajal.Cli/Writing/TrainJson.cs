using System.Text.Json;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>A finished run for machines: its folder, its recipe and its result as the run folder keeps them.</summary>
internal static class TrainJson
{
    public static void Write(TextWriter output, Run run, RunResult result, Verdict? verdict, IReadOnlyList<string> notes) => JsonText.Write(output, json =>
    {
        json.WriteString("run", run.Folder!.Path);
        json.WriteString("sentence", result.Sentence);
        json.WriteStartObject("metrics");
        json.Figure("loss", result.Figures.Loss);
        foreach (var metric in result.Figures.Metrics) json.Figure(metric.Name, metric.Value);
        json.WriteEndObject();
        json.WriteNumber("parameters", run.Model.Network.Parameters.Sum(p => (long)p.Count));
        json.Wholes("sizes", run.Model.Spec.Sizes);
        json.Texts("notes", notes);
        if (verdict is not null) json.WriteString("verdict", verdict.Headline);
        Copy(json, "result", run.Folder.Result);
        Copy(json, "recipe", run.Folder.Recipe);
    });

    private static void Copy(Utf8JsonWriter json, string name, string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        json.WritePropertyName(name);
        file.RootElement.WriteTo(json);
    }
}
