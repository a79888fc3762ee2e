namespace Cajal;

/// <summary>An operation that writes parameters or states in place: the only way a kept tensor changes while a tape records.</summary>
public abstract record UpdateOp : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) =>
        throw new InvalidOperationException($"{Name} writes into existing tensors; run it with UpdateOp.Apply(op, inputs, targets).");

    /// <inheritdoc/>
    protected override string WhyNoDerivative => "It is an update, and an update ends a step.";

    /// <summary>Runs an update: reads <paramref name="x"/>, writes <paramref name="targets"/>, raises their versions, and records it when a tape records.</summary>
    public static void Apply(UpdateOp op, ReadOnlySpan<Tensor> x, ReadOnlySpan<Variable> targets)
    {
        var y = new Tensor[targets.Length];
        for (int i = 0; i < y.Length; i++) y[i] = targets[i];
        UpdateJournal.Note(targets);
        KernelTable.Run(op, x, y);
        Tape.Note(op, x, y);
    }
}
