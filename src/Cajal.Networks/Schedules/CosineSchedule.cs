namespace Cajal.Networks;

/// <summary>η(t) = η_min + (η₀ − η_min) · (1 + cos(π·t/T))/2: from η₀ down to η_min in T steps along half a cosine.</summary>
/// <remarks>Beyond T the formula simply goes on, so the rate rises again, as in PyTorch. Source: Loshchilov and Hutter (2017), eq.
/// 5.</remarks>
/// <param name="learningRate">η₀.</param>
/// <param name="steps">T.</param>
/// <param name="minimum">η_min.</param>
public sealed class CosineSchedule(double learningRate, long steps, double minimum = 0) : Schedule
{
    private readonly double learningRate = Require(learningRate, nameof(learningRate)), minimum = Require(minimum, nameof(minimum));
    private readonly long steps = RequireSteps(steps, nameof(steps));

    /// <inheritdoc/>
    public override double RateAt(long step) =>
        minimum + (learningRate - minimum) * (1 + Math.Cos(Math.PI * (step % (2 * steps)) / steps)) / 2;
}
