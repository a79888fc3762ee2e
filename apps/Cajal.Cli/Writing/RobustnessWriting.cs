using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Accuracy against changes of the pictures: a bar for each level.</summary>
internal static class RobustnessWriting
{
    private const int Width = 40;

    public static void Write(Terminal terminal, IReadOnlyList<Robustness> changes, bool asJson)
    {
        if (asJson) WriteJson(terminal, changes);
        else foreach (var change in changes) WriteBars(terminal.Out, change);
    }

    private static void WriteBars(TextWriter output, Robustness change)
    {
        output.WriteLine($"accuracy against {change.Step} ({change.Unit})");
        for (int i = 0; i < change.AtLevels.Count; i++)
            output.WriteLine($"{Numbers.Plain(change.AtLevels[i]),6} {new string('█', (int)Math.Round(change.Accuracies[i] * Width)).PadRight(Width)} "
                + Numbers.Metric("accuracy", change.Accuracies[i]));
        output.WriteLine();
    }

    private static void WriteJson(Terminal terminal, IReadOnlyList<Robustness> changes) => JsonText.Write(terminal.Out, json =>
        json.Objects("changes", changes, change =>
        {
            json.WriteString("step", change.Step);
            json.WriteString("unit", change.Unit);
            json.WriteStartArray("accuracies");
            for (int i = 0; i < change.AtLevels.Count; i++)
            {
                json.WriteStartObject();
                json.Figure("level", change.AtLevels[i]);
                json.Figure("accuracy", change.Accuracies[i]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }));
}
