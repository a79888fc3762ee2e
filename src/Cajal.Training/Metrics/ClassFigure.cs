namespace Cajal.Training;

/// <summary>A figure made of hits, predictions and examples per class: precision, recall, F1. A quotient 0/0 counts as 0.</summary>
/// <remarks>A class that occurs neither among labels nor predictions has no figure and stays out of the macro mean. A class that occurs but
/// was never predicted has precision 0; one that was predicted but never occurs has recall 0.</remarks>
public abstract class ClassFigure : Metric
{
    private readonly ConfusionMatrix matrix;
    private readonly Averaging averaging;

    private protected ClassFigure(Averaging averaging, ScoreKind kind)
    {
        this.averaging = averaging;
        matrix = new ConfusionMatrix(kind);
    }

    /// <inheritdoc/>
    public override string Name =>
        averaging == Averaging.Macro ? BaseName : $"{BaseName}-{(averaging == Averaging.Micro ? "micro" : "positive")}";

    /// <summary>The figure of each class; NaN for one that occurs neither among labels nor predictions.</summary>
    public IReadOnlyList<double> PerClass => [.. Enumerable.Range(0, matrix.Classes).Select(OfClass)];

    /// <inheritdoc/>
    public override double Result
    {
        get
        {
            if (matrix.Classes == 0 || matrix.Count == 0) return double.NaN;
            if (averaging == Averaging.Positive) return OfClass(1);
            if (averaging == Averaging.Macro) return PerClass.Where(f => !double.IsNaN(f)).Average();
            var classes = Enumerable.Range(0, matrix.Classes);
            return Figure(classes.Sum(c => matrix[c, c]), classes.Sum(matrix.PredictedCount), matrix.Count);
        }
    }

    private protected abstract string BaseName { get; }

    /// <inheritdoc/>
    public override void Update(Tensor outputs, Tensor targets) => matrix.Update(outputs, targets);

    /// <inheritdoc/>
    public override void Reset() => matrix.Reset();

    /// <summary>The figure from right predictions, predictions and examples of a class; at least one of the last two is not 0.</summary>
    private protected abstract double Figure(long hits, long predicted, long actual);

    private double OfClass(int c) => matrix.LabelCount(c) == 0 && matrix.PredictedCount(c) == 0 ? double.NaN
        : Figure(matrix[c, c], matrix.PredictedCount(c), matrix.LabelCount(c));
}
