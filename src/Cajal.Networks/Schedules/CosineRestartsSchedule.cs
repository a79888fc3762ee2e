namespace Cajal.Networks;

/// <summary>η(t) = η_min + (η₀ − η_min) · (1 + cos(π·u/Tᵢ))/2, u = steps since the last restart, Tᵢ₊₁ = k·Tᵢ</summary>
/// <remarks>Source: Loshchilov and Hutter (2017), SGDR.</remarks>
/// <param name="learningRate">η₀.</param>
/// <param name="steps">T₀, the length of the first round.</param>
/// <param name="growth">k, how many times longer each round is than the one before.</param>
/// <param name="minimum">η_min.</param>
public sealed class CosineRestartsSchedule(double learningRate, long steps, int growth = 1, double minimum = 0) : Schedule
{
    private readonly double learningRate = Require(learningRate, nameof(learningRate)), minimum = Require(minimum, nameof(minimum));
    private readonly long steps = RequireSteps(steps, nameof(steps)), growth = RequireSteps(growth, nameof(growth));

    /// <inheritdoc/>
    public override double RateAt(long step)
    {
        long round = steps, since = step;
        if (growth == 1) since %= round;
        for (; since >= round; round *= growth) since -= round;
        return minimum + (learningRate - minimum) * (1 + Math.Cos(Math.PI * since / round)) / 2;
    }
}
