namespace Cajal.Networks;

/// <summary>Training: y = x · m with m = 0 at the drop rate, else 1/(1 − rate). Inference: y = x.      any shape → the same shape</summary>
/// <remarks>The argument is the share that is dropped, and the scaling is done in training (inverted dropout). The lecture's form keeps
/// with probability p, does not scale in training and multiplies the weights by p afterwards; with p = 1 − rate the expectation is the
/// same. Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov (2014).</remarks>
public sealed class Dropout : Layer
{
    private readonly ulong key;
    private double rate;

    /// <summary>A dropout layer.</summary>
    /// <param name="rate">Share of units dropped, in [0, 1).</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    public Dropout(double rate, Rng rng)
    {
        this.rate = Require(rate);
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
            rate = Require(value);
            Settings.Touch();
        }
    }

    /// <summary>Position in the random numbers; moves on with each training pass.</summary>
    public State Counter { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) =>
        !Tape.IsTraining || rate == 0 ? x : x * RandomMask.Draw(x.Shape, x.DType, 1 - rate, key, Counter);

    /// <summary>The rate, when it lies in [0, 1).</summary>
    internal static double Require(double rate) => rate >= 0 && rate < 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate),
        FormattableString.Invariant($"The drop rate lies in [0, 1); received {rate}. It is the share that is dropped, not kept."));
}
