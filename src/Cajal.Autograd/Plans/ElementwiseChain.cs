namespace Cajal;

/// <summary>Operations number by number that follow on one another.</summary>
internal sealed class ElementwiseChain : IRewrite
{
    public string Reason => "one pass computes them all, piece by piece in the cache";

    public bool KeepsBits => true;

    public void Apply(PlanProgram program)
    {
        foreach (var step in program.Steps.ToArray())
            if (program.Steps.Contains(step) && PlanStep.IsPiecewise(step.Head)) Followers.Gather(program, step, Reason);
    }
}
