namespace Cajal.Training;

/// <summary>A figure made of errors between numbers: outputs and targets of one shape, where [N] and [N, 1] count as the same.</summary>
public abstract class ErrorMetric : Metric
{
    private protected ErrorMetric() { }

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public sealed override void Update(Tensor outputs, Tensor targets)
    {
        int columns = outputs.Rank == 2 ? outputs.Shape[1] : 1;
        bool fits = outputs.Shape == targets.Shape || (outputs.Count == targets.Count && columns == 1 && outputs.Rank <= 2
            && targets.Rank <= 2);
        if (!fits || outputs.Rank is not (1 or 2) || !outputs.DType.IsFloat())
            throw new ShapeException(Name, $"numbers [N] or [N, D] in Float32 or Float64, and targets of the same shape "
                + $"{outputs.Shape}", $"{outputs.DType} {outputs.Shape} and {targets.Shape}");
        var y = new Values(outputs);
        var t = new Values(targets);
        for (int i = 0; i < outputs.Count; i++) Add(y[i], t[i], i % columns, columns);
    }

    /// <summary>Takes one output and its target into account.</summary>
    private protected abstract void Add(double output, double target, int column, int columns);
}
