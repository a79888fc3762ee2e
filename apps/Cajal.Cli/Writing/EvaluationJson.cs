using System.Text.Json;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>How a network did, for machines.</summary>
internal static class EvaluationJson
{
    public static void Write(TextWriter output, RunEvaluation evaluation, Action<Utf8JsonWriter>? more = null) => JsonText.Write(output, json =>
    {
        json.WriteString("data", evaluation.Data);
        json.WriteNumber("examples", evaluation.Figures.Examples);
        json.Figure("loss", evaluation.Figures.Loss);
        json.WriteStartObject("metrics");
        foreach (var metric in evaluation.Figures.Metrics) json.Figure(metric.Name, metric.Value);
        json.WriteEndObject();
        if (evaluation.Confusion is { } confusion)
        {
            json.Texts("classes", evaluation.ClassNames);
            json.WriteStartArray("confusion");
            for (int i = 0; i < confusion.Classes; i++)
            {
                json.WriteStartArray();
                for (int j = 0; j < confusion.Classes; j++) json.WriteNumberValue(confusion[i, j]);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        more?.Invoke(json);
        json.Texts("notes", evaluation.Notes);
    });
}
