namespace Cajal;

/// <summary>A product or convolution and what is computed from it number by number: bias, activation, residual, the derivative of an activation, the optimizer's update of
/// the weights.</summary>
internal sealed class ProductWithFollowers : IRewrite
{
    public string Reason => "each finished piece of the product or convolution is used while it lies in the cache";

    public bool KeepsBits => true;

    public void Apply(PlanProgram program)
    {
        foreach (var step in program.Steps.ToArray())
            if (PlanStep.IsProduct(step.Head) || PlanStep.IsFollowed(step.Head)) Followers.Gather(program, step, Reason);
    }
}
