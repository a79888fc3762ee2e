using System.Globalization;
using System.Text.Json.Serialization;
using Cajal.Data;
using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>An example that was answered badly.</summary>
/// <param name="Row">Where it stands in the data, from 1.</param>
/// <param name="Loss">Its loss.</param>
/// <param name="Target">What is true.</param>
/// <param name="Answer">What the network says.</param>
/// <param name="Picture">The example as a picture in PNG; null where it is none.</param>
/// <param name="Cells">Its columns where it is a row of a table.</param>
internal sealed record WorstExample(int Row, double? Loss, string Target, string Answer, byte[]? Picture, IReadOnlyList<string> Cells);

/// <summary>The examples with the largest loss.</summary>
/// <param name="Note">Of which examples, and what the loss is.</param>
/// <param name="Columns">Names of the cells.</param>
/// <param name="Rows">The worst first.</param>
internal sealed record WorstExamples([property: JsonConverter(typeof(Spoken))] string Note, IReadOnlyList<string> Columns, IReadOnlyList<WorstExample> Rows)
{
    private const int Most = 24, MostColumns = 8;

    /// <summary>The worst of a part.</summary>
    public static WorstExamples Of(JudgedPart part)
    {
        string measure = !part.IsClassification ? "the distance to the truth" : part.Answers.HasProbabilities ? "−log of the probability of the true class" : "minus the score of the true class";
        var worst = Enumerable.Range(0, part.Count).Select(i => (Example: i, Loss: LossOf(part, i))).OrderByDescending(e => double.IsNaN(e.Loss) ? double.PositiveInfinity : e.Loss).Take(Most);
        Column[] columns = part.Data.Features is TableFeatures table ? [.. table.Columns.Take(MostColumns)] : [];
        return new WorstExamples($"{part.Sentence}; the loss is {measure}.", [.. columns.Select(c => c.Name)], [.. worst.Select(w => new WorstExample(part.Rows[w.Example] + 1, double.IsFinite(w.Loss) ? w.Loss : null,
            part.IsClassification ? part.Answers.ClassNames[part.Label(w.Example)] : Text(part.Value(w.Example)), AnswerOf(part, w.Example), PictureOf(part, w.Example), [.. columns.Select(c => CellOf(c, part.Rows[w.Example]))]))]);
    }

    private static double LossOf(JudgedPart part, int i) => !part.IsClassification ? Math.Abs(part.Answers.Value(i) - part.Value(i))
        : part.Answers.HasProbabilities ? -Math.Log(part.Answers.Score(i, part.Label(i))) : -part.Answers.Score(i, part.Label(i));

    private static string AnswerOf(JudgedPart part, int i)
    {
        if (!part.IsClassification) return Text(part.Answers.Value(i));
        string name = part.Answers.ClassName(i);
        return part.Answers.HasProbabilities && part.Answers.Label(i) is >= 0 and var label ? FormattableString.Invariant($"{name} ({100 * part.Answers.Score(i, label):0.#} %)") : name;
    }

    private static byte[]? PictureOf(JudgedPart part, int i)
    {
        if (part.Data.Features is not PictureFeatures pictures || !PictureText.IsShown(pictures.ExampleShape)) return null;
        var values = new float[pictures.ExampleShape.Count];
        pictures.CopyTo(part.Rows[i], values);
        return PictureText.Of(values, pictures.ExampleShape, values.Min(), values.Max()).ToPng();
    }

    private static string CellOf(Column column, int row) => column switch
    {
        NumberColumn numbers => Text(numbers.Values[row]),
        CategoryColumn words => words.Codes[row] is >= 0 and var code ? PlainText.Of(words.Words[code], 40) : "",
        _ => "",
    };

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
