using System.Globalization;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Answers as CSV, one line for each example: the class, then the probability of every class; or the number, and the ends of an interval around it.</summary>
internal static class PredictionsCsv
{
    public static void Write(TextWriter output, Predictions predictions, PredictionInterval? interval = null)
    {
        string score = predictions.HasProbabilities ? "probability of " : "score of ";
        output.WriteLine(string.Join(',', ["prediction", .. predictions.ClassNames.Select(n => Field(score + n)), .. interval is null ? Array.Empty<string>() : ["lower", "upper"]]));
        for (int i = 0; i < predictions.Count; i++)
        {
            output.Write(predictions.IsClassification ? Field(predictions.ClassName(i)) : Number(predictions.Value(i)));
            for (int label = 0; label < predictions.ClassNames.Count; label++)
            {
                output.Write(',');
                output.Write(Number((float)predictions.Score(i, label)));
            }
            if (interval?.Around(predictions.Value(i)) is { } ends) output.Write($",{Number(ends.Low)},{Number(ends.High)}");
            output.WriteLine();
        }
    }

    // RFC 4180: quotes around what would end the field, and inner quotes twice.
    private static string Field(string text) =>
        text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Number(float value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
