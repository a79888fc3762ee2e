using Cajal.Networks;

namespace Cajal.Training;

/// <summary>L2: λ · Σ ‖W‖², so the gradient gains 2λ·W. There is no ½: a weight decay of d corresponds to λ = d/2.</summary>
/// <param name="strength">λ.</param>
public sealed class L2Penalty(double strength) : Penalty(strength)
{
    /// <inheritdoc/>
    public override string Name => "l2";

    /// <inheritdoc/>
    public override Tensor Loss(Module model) => Sum(model, w => w * w);
}
