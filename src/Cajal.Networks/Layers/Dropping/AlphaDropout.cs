namespace Cajal.Networks;

/// <summary>Dropout that keeps mean 0 and variance 1, for SELU networks: dropped units become α′ = −λα instead of 0, then y = a · (…) + b
/// with
/// q = 1 − rate, a = 1/√(q + α′²·q·(1 − q)), b = −a·(1 − q)·α′.      any shape → the same shape</summary>
/// <remarks>Source: Klambauer, Unterthiner, Mayr, Hochreiter (2017). λα = 1.0507… · 1.6732… of SELU.</remarks>
public sealed class AlphaDropout : Layer
{
    private const double Dropped = -1.7580993408473766;

    private readonly ulong key;
    private double rate;

    /// <summary>A dropout layer for SELU networks.</summary>
    /// <param name="rate">Share of units dropped, in [0, 1).</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    public AlphaDropout(double rate, Rng rng)
    {
        this.rate = Dropout.Require(rate);
        key = rng.Child().Key;
        Counter = Register("counter", new State(Tensor.Zeros(Shape.Scalar, DType.Int64), persistent: false));
    }

    /// <summary>Share of units dropped, in [0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of [0, 1).</exception>
    public double Rate
    {
        get => rate;
        set
        {
            rate = Dropout.Require(value);
            Settings.Touch();
        }
    }

    /// <summary>Position in the random numbers; moves on with each training pass.</summary>
    public State Counter { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) =>
        !Tape.IsTraining || rate == 0 ? x : Drop(x, RandomMask.Draw(x.Shape, x.DType, 1 - rate, key, Counter), 1 - rate);

    // The mask holds 0 and 1/keep.
    internal static Tensor Drop(Tensor x, Tensor mask, double keep)
    {
        double a = 1 / Math.Sqrt(keep + Dropped * Dropped * keep * (1 - keep)), b = -a * (1 - keep) * Dropped;
        return x * (mask * (a * keep)) + ((mask * keep - 1) * (-a * Dropped) + b);
    }
}
