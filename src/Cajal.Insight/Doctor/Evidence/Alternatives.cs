namespace Cajal.Insight;

/// <summary>Why validation may stall or differ: rows learned by heart, a split that is not honest, inputs that differ. Each has its own test.</summary>
/// <param name="Causes">The likeliest first, with what speaks for and against.</param>
/// <param name="NotExcluded">What could not be tested.</param>
internal sealed record Alternatives(IReadOnlyList<Cause> Causes, IReadOnlyList<string> NotExcluded)
{
    private const int MostRows = 2000;

    /// <summary>Makes the tests; null without validation rows.</summary>
    public static Alternatives? Of(Examination examination)
    {
        if (examination.ValidationRows is not { } validation) return null;
        var train = examination.Rows;
        int shared = SharedOf(train, validation);
        var (column, distance, bound) = ShiftOf(train, validation);
        bool isShifted = distance > bound;
        string share = FormattableString.Invariant($"{shared} of {validation.Count} validation rows stand among the training rows");
        string shift = FormattableString.Invariant($"column {column} differs most between training and validation: means {distance:G2} standard errors apart, where {bound:G2} may be chance");
        Cause heart = new("a network that learns its training rows by heart", isShifted ? 0.4 : 0.8)
        {
            For = [FormattableString.Invariant($"the training loss fell to {examination.Answers.Loss:G3}, the validation loss is {examination.ValidationAnswers!.Loss:G3}")],
            Against = isShifted ? ["the validation inputs differ from those of training"] : [],
        };
        Cause differ = new("validation inputs that differ from those of training", isShifted ? 0.7 : 0.1) { For = isShifted ? [shift] : [], Against = isShifted ? [] : [shift] };
        Cause split = new("a split that is not honest", shared > 0 ? 0.3 : 0.05) { For = shared > 0 ? [share] : [], Against = shared > 0 ? [] : [share] };
        return new Alternatives([.. new[] { heart, differ, split }.OrderByDescending(c => c.Weight)], ["Near copies of rows, or rows of one source on both sides, were not looked for here."]);
    }

    /// <summary>Validation rows with exactly the inputs of a training row.</summary>
    public static int SharedOf(ExampleTable train, ExampleTable validation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < train.Count; i++) known.Add(KeyOf(train[i]));
        return Enumerable.Range(0, validation.Count).Count(i => known.Contains(KeyOf(validation[i])));
    }

    // The column whose means lie farthest apart, in standard errors, and how far chance takes the farthest of so many (a normal quantile).
    private static (int Column, double Distance, double Bound) ShiftOf(ExampleTable train, ExampleTable validation)
    {
        int n = Math.Min(MostRows, train.Count), m = Math.Min(MostRows, validation.Count), worst = 0;
        double farthest = 0;
        for (int j = 0; j < train.Width; j++)
        {
            var (a, va) = MomentsOf(train, n, j);
            var (b, vb) = MomentsOf(validation, m, j);
            double error = Math.Sqrt(va / n + vb / m), distance = error > 0 ? Math.Abs(a - b) / error : 0;
            if (distance > farthest) (farthest, worst) = (distance, j);
        }
        return (worst, farthest, Math.Sqrt(2 * Math.Log(Math.Max(2, train.Width) / 0.005)));
    }

    private static (double Mean, double Variance) MomentsOf(ExampleTable table, int rows, int column)
    {
        double sum = 0, squares = 0;
        for (int i = 0; i < rows; i++) sum += table[i][column];
        double mean = sum / rows;
        for (int i = 0; i < rows; i++) squares += (table[i][column] - mean) * (table[i][column] - mean);
        return (mean, squares / Math.Max(1, rows - 1));
    }

    private static string KeyOf(ReadOnlySpan<float> row) => Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row)));
}
