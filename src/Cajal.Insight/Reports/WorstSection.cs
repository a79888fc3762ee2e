using System.Globalization;
using Cajal.Data;

namespace Cajal.Insight;

/// <summary>The examples that are answered worst, as pictures where they are pictures.</summary>
internal static class WorstSection
{
    private const int Most = 16, MostColumns = 8;

    public static void Add(Page page, JudgedPart part)
    {
        bool areClasses = part.Answers.IsClassification;
        var worst = Enumerable.Range(0, part.Count).Select(i => (Example: i, Error: Error(part, i, areClasses))).OrderByDescending(e => double.IsNaN(e.Error) ? double.PositiveInfinity : e.Error).Take(Most).ToArray();
        if (worst.Length == 0) return;
        page.Heading("The examples answered worst");
        page.Say(areClasses ? "Those whose true class got the least score, wrong or nearly so. The number is the row in the data, from 1." : "Those whose answer is farthest from the truth. The number is the row in the data, from 1.");
        if (part.Data.Features is PictureFeatures pictures && PictureText.IsShown(pictures.ExampleShape)) Pictures(page, part, pictures, worst);
        else Table(page, part, worst);
    }

    private static double Error(JudgedPart part, int i, bool areClasses) =>
        areClasses ? -part.Answers.Score(i, part.Label(i)) : Math.Abs(part.Answers.Value(i) - part.Value(i));

    private static void Pictures(Page page, JudgedPart part, PictureFeatures pictures, (int Example, double Error)[] worst)
    {
        var values = new float[pictures.ExampleShape.Count];
        page.Pictures(worst.Select(w =>
        {
            pictures.CopyTo(part.Rows[w.Example], values);
            return (PictureText.Of(values, pictures.ExampleShape, values.Min(), values.Max()), $"{part.Rows[w.Example] + 1}: {Answer(part, w.Example)}");
        }));
    }

    private static void Table(Page page, JudgedPart part, (int Example, double Error)[] worst)
    {
        Column[] columns = part.Data.Features is TableFeatures table ? [.. table.Columns.Take(MostColumns)] : [];
        page.Table(["row", "answer", .. columns.Select(c => c.Name)], worst.Select(w => (IReadOnlyList<string>)
        [
            (part.Rows[w.Example] + 1).ToString(CultureInfo.InvariantCulture), Answer(part, w.Example), .. columns.Select(c => Cell(c, part.Rows[w.Example])),
        ]));
    }

    private static string Answer(JudgedPart part, int i) => part.Answers.IsClassification
        ? $"{part.Answers.ClassNames[part.Label(i)]}, answered {part.Answers.ClassName(i)}" + (part.Answers.HasProbabilities && part.Answers.Label(i) is >= 0 and var label ? $" ({Words.Percent(part.Answers.Score(i, label))})" : "")
        : $"{Words.Number(part.Value(i))}, answered {Words.Number(part.Answers.Value(i))}";

    private static string Cell(Column column, int row) => column switch
    {
        NumberColumn numbers => Words.Number(numbers.Values[row]),
        CategoryColumn words => words.Codes[row] is >= 0 and var code ? words.Words[code] : "",
        _ => "",
    };
}
