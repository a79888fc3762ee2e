using System.Globalization;
using Cajal.Data;

namespace Cajal.Insight;

/// <summary>D8: one column (or pixel) that foretells the target nearly alone, while no other comes near it. Each column is cut into bins on every other row and judged on the rest.</summary>
internal sealed class TellingColumn() : Check("D8", "a column that knows the answer", Stage.Data, "hidden-layers-and-backpropagation.md#12-generalisation-is-still-the-target")
{
    private const int MostRows = 4000, MostNumbers = 1 << 22, MostTargets = 8, Bins = 20;

    public override Finding? Examine(Examination examination)
    {
        var rows = examination.Rows;
        if (!examination.Asked.Input.DType.IsFloat() || rows.Count < 60) return null;
        int[]? classes = Classes.Of(rows, examination.Task);
        // Many numbers are answers that repeat the inputs, or one for each step.
        if (classes is null && (examination.Task.Kind != TaskKind.Numbers || examination.Task.IsSequence || rows.TargetWidth > MostTargets)) return null;
        int step = Math.Max(1, rows.Count / Math.Clamp(MostNumbers / rows.Width, 200, MostRows));
        // A row that repeats would be recognised by any of its columns.
        int[] looked = [.. Enumerable.Range(0, rows.Count / step).Select(i => i * step).Where(i => examination.Groups.First[i] == i)];
        if (looked.Length < 60) return null;
        // Of several numbers the one that a column foretells best.
        double[][] all = [.. Enumerable.Range(0, classes is null ? rows.TargetWidth : 1).Select(number => PowersFor(number)).OfType<double[]>()];
        if (all.MaxBy(p => p.Max()) is not { } powers) return null;
        var (bound, rest) = (examination.Thresholds["D8.power"], examination.Thresholds["D8.second"]);
        int best = Array.IndexOf(powers, powers.Max());
        if (powers[best] < bound.Value) return null;
        // A mark in a picture covers some pixels: of many columns the best hundredth are taken for one.
        double second = powers.OrderDescending().Skip(Math.Max(1, rows.Width / 100)).FirstOrDefault();
        // Of a few measured columns one may well part a few clouds; one that holds hardly more values than there are classes looks like the answer itself.
        bool looksLikeIt = classes is not null && looked.Select(i => rows[i][best]).Distinct().Count() <= 2 * examination.Task.Classes;
        // Of a sequence one step may rightly hold the answer: to remember it is the task.
        // Where each of several numbers has such a column, to repeat the inputs is the task.
        bool isStep = rows.ExampleShape.Rank == 2, isRepeated = all.Length > 1 && all.All(p => p.Max() >= bound.Value);
        bool isEasy = isRepeated || (rows.Width < 4 && !looksLikeIt) || second > rest.Value * powers[best];
        return Found(isEasy || isStep ? Severity.Note : Severity.Warning,
            $"Input {best + 1} alone foretells the target nearly without error{(isEasy ? "; the task may simply be easy" : "; a column may know the answer, or the task may simply be easy")}.",
            [new Measurement($"share of what can be foretold that input {best + 1} foretells alone", powers[best]) { Threshold = bound, Window = $"{looked.Length} rows" },
                new Measurement("the same of the next best input", second) { Threshold = rest }]) with
        {
            Places = [string.Create(CultureInfo.InvariantCulture, $"input {best + 1}")],
            Causes =
            [
                new Cause("a column made from the answer, or known only after it", isEasy || isStep ? 0.3 : 0.7) { For = isEasy ? [] : ["No other column comes near."] },
                new Cause(isStep ? "a task that hangs on one step" : "a task that is easy", isEasy || isStep ? 0.7 : 0.3) { For = isRepeated ? ["Each number of the targets has a column that foretells it."] : isEasy && rows.Width > 1 ? ["Other columns foretell it as well."] : [] },
            ],
            Prescriptions = [new Prescription($"Ask whether input {best + 1} will be known when the network is used; if not, leave it out and train again")],
            NotExcluded = ["A task can truly hang on one column."],
        };

        // What each column foretells of one number of the targets; null where it is always the same. Of several numbers one may well hang on one column: there the column must hold that
        // number itself, in any unit.
        double[]? PowersFor(int number)
        {
            double[] targets = [.. looked.Select(i => classes is null ? rows.NumberOf(i, number) : classes[i])];
            return targets.Distinct().Count() < 2 ? null
                : [.. Enumerable.Range(0, rows.Width).Select(c =>
                {
                    double[] column = [.. looked.Select(i => (double)rows[i][c])];
                    double power = Power(column, targets, classes is null);
                    return rows.TargetWidth > 1 && classes is null ? Math.Min(power, SquaredCorrelation(column, targets)) : power;
                })];
        }
    }

    // (hits − hits of the commonest class) / (all − those), or R²; learned on even rows and judged on odd ones.
    private static double Power(double[] column, double[] targets, bool isNumbers)
    {
        double[] sorted = [.. column.Where((_, i) => i % 2 == 0).Order()];
        double[] cuts = [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[i * sorted.Length / Bins]).Distinct()];
        var learned = column.Index().Where(x => x.Index % 2 == 0).GroupBy(x => Bin(x.Item), x => targets[x.Index]).ToDictionary(g => g.Key, g => isNumbers ? g.Average() : Commonest(g));
        double[] half = [.. targets.Where((_, i) => i % 2 == 0)];
        double usual = isNumbers ? half.Average() : Commonest(half), wrong = 0, wrongAnyway = 0;
        for (int i = 1; i < column.Length; i += 2)
        {
            double answer = learned.GetValueOrDefault(Bin(column[i]), usual);
            wrong += isNumbers ? (answer - targets[i]) * (answer - targets[i]) : answer == targets[i] ? 0 : 1;
            wrongAnyway += isNumbers ? (usual - targets[i]) * (usual - targets[i]) : usual == targets[i] ? 0 : 1;
        }
        return wrongAnyway == 0 ? 0 : 1 - wrong / wrongAnyway;

        int Bin(double x)
        {
            int at = Array.BinarySearch(cuts, x);
            return at >= 0 ? at + 1 : ~at;
        }
    }

    // r² of Pearson; 0 where a column never changes.
    private static double SquaredCorrelation(double[] x, double[] y)
    {
        var ((mx, sx), (my, sy)) = (Statistics.Moments(x), Statistics.Moments(y));
        double product = x.Zip(y, (a, b) => (a - mx) * (b - my)).Average();
        return sx == 0 || sy == 0 ? 0 : product * product / (sx * sx * sy * sy);
    }

    private static double Commonest(IEnumerable<double> targets) => targets.CountBy(t => t).MaxBy(t => t.Value).Key;
}
