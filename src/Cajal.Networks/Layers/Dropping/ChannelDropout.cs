namespace Cajal.Networks;

/// <summary>Dropout of whole channels: in training y = x · m with one m for all places of a channel, 0 at the drop rate, else 1/(1 − rate).
/// [N, C, …] → the same shape</summary>
/// <remarks>Source: Tompson, Goroshin, Jain, LeCun, Bregler (2015): neighbouring places know of each other, so single ones are not worth
/// dropping.</remarks>
public abstract class ChannelDropout : Layer
{
    private readonly ulong key;
    private double rate;

    private protected ChannelDropout(double rate, Rng rng)
    {
        this.rate = Dropout.Require(rate);
        key = rng.Child().Key;
        Counter = Register("counter", new State(Tensor.Zeros(Shape.Scalar, DType.Int64), persistent: false));
    }

    /// <summary>Share of channels dropped, in [0, 1).</summary>
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

    /// <summary>Number of axes with examples and channels, 0 for any, and how they are written.</summary>
    private protected abstract (int Rank, string Words) Axes { get; }

    /// <summary>What becomes of x; the mask holds 0 and 1/keep.</summary>
    private protected virtual Tensor Drop(Tensor x, Tensor mask, double keep) => x * mask;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != Axes.Rank && (Axes.Rank > 0 || x.Rank < 2)) throw new ShapeException(GetType().Name, Axes.Words, x.Shape);
        if (!Tape.IsTraining || rate == 0) return x;
        int[] sizes = x.Shape.ToArray();
        sizes.AsSpan(2).Fill(1);
        return Drop(x, RandomMask.Draw(sizes, x.DType, 1 - rate, key, Counter), 1 - rate);
    }
}

/// <summary>Dropout of whole channels of [N, C, L].</summary>
/// <param name="rate">Share of channels dropped, in [0, 1).</param>
/// <param name="rng">Random numbers; the next numbered child is taken.</param>
public sealed class Dropout1d(double rate, Rng rng) : ChannelDropout(rate, rng)
{
    private protected override (int Rank, string Words) Axes => (3, "[N, C, L]");
}

/// <summary>Dropout of whole channels of [N, C, H, W].</summary>
/// <param name="rate">Share of channels dropped, in [0, 1).</param>
/// <param name="rng">Random numbers; the next numbered child is taken.</param>
public sealed class Dropout2d(double rate, Rng rng) : ChannelDropout(rate, rng)
{
    private protected override (int Rank, string Words) Axes => (4, "[N, C, H, W]");
}

/// <summary>Dropout of whole channels of [N, C, D, H, W].</summary>
/// <param name="rate">Share of channels dropped, in [0, 1).</param>
/// <param name="rng">Random numbers; the next numbered child is taken.</param>
public sealed class Dropout3d(double rate, Rng rng) : ChannelDropout(rate, rng)
{
    private protected override (int Rank, string Words) Axes => (5, "[N, C, D, H, W]");
}

/// <summary>Dropout of whole channels that keeps mean 0 and variance 1, for SELU networks: see <see cref="AlphaDropout"/>.</summary>
/// <param name="rate">Share of channels dropped, in [0, 1).</param>
/// <param name="rng">Random numbers; the next numbered child is taken.</param>
public sealed class FeatureAlphaDropout(double rate, Rng rng) : ChannelDropout(rate, rng)
{
    private protected override (int Rank, string Words) Axes => (0, "[N, C, …]");

    private protected override Tensor Drop(Tensor x, Tensor mask, double keep) => AlphaDropout.Drop(x, mask, keep);
}
