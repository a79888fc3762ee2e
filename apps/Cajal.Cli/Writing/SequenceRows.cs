using Cajal.Data;

namespace Cajal.Cli;

/// <summary>The first sequences of a data set, a line for each number of a step: as many steps as fit a terminal.</summary>
internal static class SequenceRows
{
    private const int Sequences = 2, MostSteps = 12, MostWidth = 12;

    public static TextTable Draw(SequenceFeatures features, Targets? targets)
    {
        int steps = Math.Min(MostSteps, features.Steps), width = Math.Min(MostWidth, features.Width);
        string[] head = ["sequence", "number", .. Enumerable.Range(1, steps).Select(t =>
            t.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var table = new TextTable([.. head, features.Steps > steps ? "…" : ""]) { LeftColumns = 1 };
        for (int i = 0; i < Math.Min(Sequences, features.Count); i++)
        {
            string name = $"{i + 1}{Target(targets, i)}";
            for (int f = 0; f < width; f++)
            {
                var values = features.Sequence(i).ToArray();
                table.Add([f == 0 ? name : "", Numbers.Whole(f + 1),
                    .. Enumerable.Range(0, steps).Select(t => t < features.LengthOf(i) ? Short(values[t * features.Width + f]) : "")]);
            }
        }
        return table;
    }

    private static string Short(float value) => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private static string Target(Targets? targets, int example) => targets switch
    {
        ClassTargets classes => $" → {classes.ClassNames[classes.Labels[example]]}",
        NumberTargets numbers => $" → {Numbers.Plain(numbers.Values[example])}",
        _ => "",
    };
}
