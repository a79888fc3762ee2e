namespace Cajal.Networks;

/// <summary>a = the mean of θ after the steps start + every, start + 2·every, …</summary>
/// <remarks>Stochastic weight averaging: towards the end of training, at a rate that stays large enough to move, the mean of where it
/// goes lies in a wider valley than where it ends. Source: Izmailov, Podoprikhin, Garipov, Vetrov, Wilson (2018), algorithm 1.</remarks>
public sealed class Swa : WeightAverage
{
    /// <summary>The mean of a model's weights at regular steps.</summary>
    /// <param name="model">The model.</param>
    /// <param name="start">Steps before averaging begins.</param>
    /// <param name="every">Steps from one sample to the next.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative start, or less than one step between samples.</exception>
    public Swa(Module model, long start = 0, int every = 1) : base(model)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        (Start, Every) = (start, every);
    }

    /// <summary>Steps before averaging begins.</summary>
    public long Start { get; }

    /// <summary>Steps from one sample to the next.</summary>
    public int Every { get; }

    /// <inheritdoc/>
    protected override UpdateOp CreateUpdate() => new SwaUpdate(Start, Every);

    /// <inheritdoc/>
    protected override bool HasBegun(long steps) => steps - Start >= Every;

    private sealed record SwaUpdate(long Start, int Every) : AverageUpdate
    {
        protected override double ShareOf(Tensor number)
        {
            long since = Read<long>(number)[0] - Start;
            return since > 0 && since % Every == 0 ? 1.0 / (since / Every) : 0;
        }
    }
}
