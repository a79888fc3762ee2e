namespace Cajal;

/// <summary>A step of a plan with its tensors: what there is to decide has been decided, and a run only computes.</summary>
internal abstract class Bound
{
    /// <summary>True when inputs are found by their address, so that they may lie elsewhere in each run.</summary>
    public virtual bool FollowsAddresses => true;

    /// <summary>Computes the results.</summary>
    public abstract void Run();
}

/// <summary>An operation that works on tensors, on any device.</summary>
internal sealed class BoundForward(Op op, Tensor[] x, Tensor[] y) : Bound
{
    private readonly Kernel? kernel = KernelTable.Find(KernelTable.DeviceOf(op, x, y), op);

    public override bool FollowsAddresses => false;

    public override void Run()
    {
        if (kernel is null) op.Forward(x, y);
        else kernel(op, x, y);
        if (op is UpdateOp) foreach (var target in y) target.RawStorage.Version++;
    }
}
