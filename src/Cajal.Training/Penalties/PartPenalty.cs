using Cajal.Networks;

namespace Cajal.Training;

/// <summary>A penalty that looks at one part of a model: λ · Σ f(W) over the weights of that part.</summary>
/// <param name="penalty">What is asked of the weights.</param>
/// <param name="part">Whose weights.</param>
internal sealed class PartPenalty(Penalty penalty, Module part) : Penalty(penalty.Strength)
{
    /// <inheritdoc/>
    public override string Name => penalty.Name;

    /// <inheritdoc/>
    public override bool PromotesZeros => penalty.PromotesZeros;

    /// <inheritdoc/>
    public override Tensor Loss(Module model) => penalty.Loss(part);

    /// <inheritdoc/>
    public override void AfterStep(Module model, Optimizer optimizer) => penalty.AfterStep(part, optimizer);
}
