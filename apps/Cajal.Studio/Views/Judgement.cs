using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>How the network answers the points of a part: which class is taken for which, how well a score ranks, whether a probability holds what it says, and where it is
/// most wrong.</summary>
internal static class Judgement
{
    private const int MostWorst = 8, Bins = 10;

    /// <summary>Judges train, validation or test points; where there are none of those asked for, those trained on.</summary>
    public static JudgementView Of(Bench bench, ViewRequest request)
    {
        var (part, rows, x) = (request.Part, bench.ValidationExamples) switch
        {
            ("test", _) when bench.Data.Test.Length > 0 => ("test", bench.Data.Test, bench.TestExamples.X),
            ("validation", { } validation) => ("validation", bench.Data.Validation, validation.X),
            _ => ("train", bench.Data.Train, bench.TrainExamples.X),
        };
        float[] shown = Shown(bench, x);
        var view = new JudgementView { Part = part, Count = rows.Length, Worst = [.. Worst(bench, rows, shown).Take(MostWorst)] };
        return bench.Head.Classes == 0 ? WithNumbers(view, bench, rows, shown) : WithClasses(view, bench, rows, shown);
    }

    private static float[] Shown(Bench bench, Tensor x)
    {
        using var tape = Tape.Start(Mode.Inference);
        return bench.Head.Shown(bench.Network.Forward(x)).ToArray<float>();
    }

    private static JudgementView WithNumbers(JudgementView view, Bench bench, int[] rows, float[] shown)
    {
        Tensor outputs = Tensor.From(shown), targets = Tensor.From(Array.ConvertAll(rows, r => bench.Data.Targets[r]));
        Metric[] metrics = [new MeanSquaredErrorMetric(), new MeanAbsoluteErrorMetric(), new R2()];
        foreach (var metric in metrics) metric.Update(outputs, targets);
        return view with
        {
            Metrics = [.. metrics.Select(m => new NamedNumber(m.Name, SentNumber.Finite(m.Result)))],
            Answers = [.. rows.SelectMany((r, i) => new[] { bench.Data.Targets[r], SentNumber.Short(shown[i]) })],
        };
    }

    private static JudgementView WithClasses(JudgementView view, Bench bench, int[] rows, float[] shown)
    {
        int classes = bench.Head.Classes, width = bench.Head.Outputs;
        int[] decided = [.. rows.Select((_, i) => bench.Head.ClassOf(shown.AsSpan(i * width, width)))], labels = Array.ConvertAll(rows, r => (int)bench.Data.Targets[r]);
        Tensor oneHot = OneHot(decided, classes), targets = Tensor.From(labels);
        var matrix = new ConfusionMatrix(ScoreKind.Probabilities);
        matrix.Update(oneHot, targets);
        Metric[] metrics = [new Accuracy(), new Precision(), new Recall(), new F1()];
        foreach (var metric in metrics) metric.Update(oneHot, targets);
        return view with
        {
            Metrics = [.. metrics.Select(m => new NamedNumber(m.Name, SentNumber.Finite(m.Result)))],
            Confusion = [.. Enumerable.Range(0, classes).Select(i => Enumerable.Range(0, classes).Select(j => matrix[i, j]).ToArray())],
            Rankings = [.. Rankings(shown, width, classes, labels)],
            Reliability = IsProbability(bench) ? ReliabilityOf(shown, width, decided, labels) : null,
        };
    }

    private static Tensor OneHot(int[] decided, int classes)
    {
        var scores = new float[decided.Length * classes];
        for (int i = 0; i < decided.Length; i++) scores[i * classes + decided[i]] = 1;
        return Tensor.From(scores, [decided.Length, classes]);
    }

    // Two classes have one curve; of several each is held against the others.
    private static IEnumerable<Ranking> Rankings(float[] shown, int width, int classes, int[] labels)
    {
        for (int c = classes == 2 ? 1 : 0; c < classes; c++)
        {
            int member = c;
            double[] scores = [.. labels.Select((_, i) => (double)(width == 1 ? shown[i] : width == 2 ? shown[2 * i + 1] - shown[2 * i] : shown[i * width + member]))];
            if (RankingCurve.Of(scores, Array.ConvertAll(labels, l => l == member)) is { } curve)
                yield return new Ranking(member, SentNumber.Finite(curve.Area), [.. curve.FalseShare.Select(SentNumber.Short)], [.. curve.Recall.Select(SentNumber.Short)]);
        }
    }

    private static bool IsProbability(Bench bench) => bench.Head.IsLogits || bench.Head.Activation is "sigmoid" or "softmax";

    private static Reliability ReliabilityOf(float[] shown, int width, int[] decided, int[] labels)
    {
        // One output is shown from −1 to 1: p = (1 + s) / 2 of the second class.
        double[] said = [.. decided.Select((d, i) => Math.Clamp(width == 1 ? (1 + Math.Abs((double)shown[i])) / 2 : shown[i * width + d], 0, 1))];
        var calibration = new Calibration(said, [.. decided.Select((d, i) => d == labels[i])], Bins);
        var floor = calibration.Floor(draws: 100);
        return new Reliability(SentNumber.Finite(calibration.Error), SentNumber.Finite(floor.Mean), SentNumber.Finite(floor.High), [.. calibration.Bins.Select(b => new ReliabilityBin(b.Said, b.Right, b.Count))]);
    }

    // Classes: the wrong ones, those first that are most sure. Numbers: the farthest first.
    private static IEnumerable<WorstPoint> Worst(Bench bench, int[] rows, float[] shown)
    {
        int width = bench.Head.Outputs;
        return rows.Select((row, i) => Miss(row, i)).Where(w => w.By > 0).OrderByDescending(w => w.By);

        WorstPoint Miss(int row, int i)
        {
            float target = bench.Data.Targets[row];
            if (bench.Head.Classes == 0) return new WorstPoint(row, target, SentNumber.Short(shown[i]), SentNumber.Short(Math.Abs(shown[i] - target)));
            var scores = shown.AsSpan(i * width, width);
            int decided = bench.Head.ClassOf(scores);
            double by = decided == (int)target ? 0 : width == 1 ? Math.Abs(scores[0]) : scores[decided] - scores[(int)target];
            // A border case that fell on the wrong side is wrong too.
            return new WorstPoint(row, target, decided, decided == (int)target ? 0 : Math.Max(SentNumber.Short(by), 1e-6f));
        }
    }
}

/// <summary>How the network answers the points of a part.</summary>
internal sealed record JudgementView
{
    /// <summary>Marks the message.</summary>
    public string Is => "judgement";

    /// <summary>train, validation or test.</summary>
    public required string Part { get; init; }

    /// <summary>Points judged.</summary>
    public required int Count { get; init; }

    /// <summary>Figures by name.</summary>
    public IReadOnlyList<NamedNumber> Metrics { get; init; } = [];

    /// <summary>Counts: rows are true classes, columns those decided for; null for numbers.</summary>
    public IReadOnlyList<long[]>? Confusion { get; init; }

    /// <summary>A ROC curve for each class that has members and others; null for numbers.</summary>
    public IReadOnlyList<Ranking>? Rankings { get; init; }

    /// <summary>Said against right; null where the outputs are no probabilities.</summary>
    public Reliability? Reliability { get; init; }

    /// <summary>Target and answer by turns; null for classes.</summary>
    public float[]? Answers { get; init; }

    /// <summary>Where it is most wrong.</summary>
    public required IReadOnlyList<WorstPoint> Worst { get; init; }
}

/// <summary>A figure and its name; null when it is no number.</summary>
internal sealed record NamedNumber(string Name, double? Value);

/// <summary>A ROC curve: the area under it, shares of others wrongly taken, shares of members found.</summary>
internal sealed record Ranking(int Class, double? Area, float[] FalseShare, float[] Recall);

/// <summary>Expected calibration error, what chance alone gives (on average, and seldom more), and the bins that hold points.</summary>
internal sealed record Reliability(double? Error, double? Chance, double? Seldom, IReadOnlyList<ReliabilityBin> Bins);

/// <summary>What was said on average, how often it was right, of how many.</summary>
internal sealed record ReliabilityBin(double Said, double Right, int Count);

/// <summary>A point, what was right, what was answered, and by how much it is wrong.</summary>
internal sealed record WorstPoint(int Row, float Target, float Answer, float By);
