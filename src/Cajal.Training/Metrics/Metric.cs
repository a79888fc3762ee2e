namespace Cajal.Training;

/// <summary>A figure that is reported but not minimised, gathered batch by batch. Memory does not grow with the data unless a metric says
/// so.</summary>
public abstract class Metric
{
    /// <summary>Name in tables and on the command line, for example <c>accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True when more is better; early stopping and the best checkpoint ask.</summary>
    public virtual bool HigherIsBetter => true;

    /// <summary>The figure over all examples since the last <see cref="Reset"/>; NaN before the first.</summary>
    public abstract double Result { get; }

    /// <summary>Takes the examples of one batch into account.</summary>
    /// <param name="outputs">What the network gave, Float32 or Float64: [N, C], [N, 1] or [N].</param>
    /// <param name="targets">What was right: labels [N] or [N, 1], or numbers of the shape of <paramref name="outputs"/>.</param>
    /// <exception cref="ShapeException">The two do not fit.</exception>
    public abstract void Update(Tensor outputs, Tensor targets);

    /// <summary>Forgets all examples.</summary>
    public abstract void Reset();

    /// <summary>For example <c>accuracy 0.9783</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name} {Result:0.####}");
}
