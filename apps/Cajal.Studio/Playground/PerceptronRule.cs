using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Rosenblatt's rule as a loss: ℓ = mean of z·(ŷ − y) with ŷ = 1 where z ≥ 0, else 0. Since ŷ has no slope, ∂ℓ/∂z = ŷ − y, and a step of plain descent
/// on one example is w ← w + η·(y − ŷ)·x.</summary>
internal static class PerceptronRule
{
    /// <summary>Its name among the losses.</summary>
    public const string Name = "perceptron";

    /// <summary>The loss, for targets 0 and 1.</summary>
    public static Loss Loss { get; } = new(Name, LossTarget.ZeroOne, (z, y) => (z * (z.StopGradient().Step() - y)).Mean());
}
