namespace Cajal.Networks;

/// <summary>a ← d·a + (1 − d)·θ,  d = min(decay, (t − 1)/t): the mean of the first steps, then an exponential average.</summary>
/// <remarks>With the decay 0.999 it looks back over about a thousand steps. As long as there are fewer, it is their plain mean, so
/// nothing of the first weights stays in it. Source: Polyak and Juditsky (1992) for the idea.</remarks>
public sealed class Ema : WeightAverage
{
    /// <summary>An exponential moving average over a model's weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decay">Share of the old average, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside of [0, 1).</exception>
    public Ema(Module model, double decay = 0.999) : base(model) => Decay = Require(decay);

    /// <summary>Share of the old average in the long run.</summary>
    public double Decay { get; }

    /// <inheritdoc/>
    protected override UpdateOp CreateUpdate() => new EmaUpdate(Decay);

    /// <inheritdoc/>
    protected override bool HasBegun(long steps) => steps > 0;

    /// <summary>The decay, when it lies in [0, 1).</summary>
    internal static double Require(double decay) => decay >= 0 && decay < 1 ? decay : throw new ArgumentOutOfRangeException(nameof(decay),
        FormattableString.Invariant($"The decay of ema lies in [0, 1); received {decay}. It is the share of the old average."));

    private sealed record EmaUpdate(double Decay) : AverageUpdate
    {
        protected override double ShareOf(Tensor number) => Math.Max(1 - Decay, 1.0 / Read<long>(number)[0]);
    }
}
