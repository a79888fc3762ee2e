using Cajal.Networks;

namespace Cajal.Training;

/// <summary>L1: λ · Σ |W|, so the gradient gains λ·sign(W), with sign(0) = 0. Draws weights towards zero, but seldom exactly; see
/// <see cref="ProximalL1"/>.</summary>
/// <param name="strength">λ.</param>
public sealed class L1Penalty(double strength) : Penalty(strength)
{
    /// <inheritdoc/>
    public override string Name => "l1";

    /// <inheritdoc/>
    public override bool PromotesZeros => true;

    /// <inheritdoc/>
    public override Tensor Loss(Module model) => Sum(model, w => w.Abs());
}
