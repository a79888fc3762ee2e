namespace Cajal.Training;

/// <summary>Scores and labels of a batch, made sure to fit each other, and the class each example is put into.</summary>
/// <remarks>[N, C] with C ≥ 2: the class with the highest score, the first of equals. [N] or [N, 1]: class 1 when the score is above the
/// threshold of its <see cref="ScoreKind"/>, else 0. Scores with a NaN put the example into no class (−1), which is always wrong.</remarks>
internal readonly ref struct Classification
{
    private readonly Values scores;
    private readonly Values labels;
    private readonly int columns;
    private readonly double threshold;

    public Classification(string metric, Tensor outputs, Tensor targets, ScoreKind kind)
    {
        bool single = outputs.Rank == 1 || (outputs.Rank == 2 && outputs.Shape[1] == 1);
        if (outputs.Rank is not (1 or 2) || !outputs.DType.IsFloat() || (outputs.Rank == 2 && outputs.Shape[1] == 0))
            throw new ShapeException(metric, "scores [N, C], [N, 1] or [N] in Float32 or Float64", $"{outputs.DType} {outputs.Shape}");
        Count = outputs.Shape[0];
        if (targets.Count != Count || targets.Rank is not (1 or 2) || targets.Shape[0] != Count)
            throw new ShapeException(metric, $"one label for each of {Count} examples, [{Count}]", targets.Shape);
        columns = single ? 1 : outputs.Shape[1];
        scores = new Values(outputs);
        labels = new Values(targets);
        threshold = kind == ScoreKind.Logits ? 0 : 0.5;
        Metric = metric;
    }

    /// <summary>Number of examples.</summary>
    public int Count { get; }

    /// <summary>Number of classes; two for a single score.</summary>
    public int Classes => Math.Max(2, columns);

    /// <summary>True when one score says yes or no.</summary>
    public bool IsSingle => columns == 1;

    private string Metric { get; }

    /// <summary>The score of a class for an example; for a single score, that score.</summary>
    public double Score(int example, int column) => scores[example * columns + column];

    /// <summary>The true class of an example.</summary>
    /// <exception cref="ArgumentException">The label is no class the scores have.</exception>
    public int Label(int example)
    {
        double label = labels[example];
        if (!(label >= 0 && label < Classes) || label != Math.Floor(label))
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{Metric}: the label of example {example} is {label}, and {Classes} classes have the labels 0 to {Classes - 1}."));
        return (int)label;
    }

    /// <summary>The class an example is put into; −1 when its scores hold a NaN.</summary>
    public int Decision(int example)
    {
        if (IsSingle)
        {
            double score = scores[example];
            return double.IsNaN(score) ? -1 : score > threshold ? 1 : 0;
        }
        int best = 0;
        for (int c = 0; c < columns; c++)
        {
            double score = Score(example, c);
            if (double.IsNaN(score)) return -1;
            if (score > Score(example, best)) best = c;
        }
        return best;
    }
}
