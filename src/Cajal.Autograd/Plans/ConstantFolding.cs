namespace Cajal;

/// <summary>What follows from constants alone is computed once, when the plan is made: the divisor of a mean, the gradient it begins backward with.</summary>
internal sealed class ConstantFolding : IRewrite
{
    public string Reason => "what follows from constants alone is computed once";

    public bool KeepsBits => true;

    public void Apply(PlanProgram program)
    {
        var known = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        var asked = program.Record.Outputs.Select(program.BaseOf).ToHashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var node in program.Record.Nodes)
        {
            if (node.Op is UpdateOp || node.Outputs.Any(y => y is Variable || y.Device != Device.Cpu || asked.Contains(y)) || !node.Inputs.All(IsKnown)) continue;
            Tensor[] x = [.. node.Inputs.Select(t => known.GetValueOrDefault(t, t))];
            if (node.Op is ViewOp view)
            {
                known[node.Outputs[0]] = new Tensor(x[0].RawStorage, view.View(x[0].Layout));
                continue;
            }
            Tensor[] y = [.. node.Outputs.Select(t => new Tensor(HostStorage.Allocate(t.DType, t.Count, pinned: true), new Layout(t.Shape)))];
            KernelTable.Run(node.Op, x, y);
            for (int i = 0; i < y.Length; i++) known[node.Outputs[i]] = y[i];
            program.Fold(node, y);
        }

        bool IsKnown(Tensor tensor) => known.ContainsKey(tensor)
            || (tensor is not Variable && !tensor.RawStorage.IsVariable && tensor.Device == Device.Cpu && !program.IsMade(tensor)
                && !program.Record.Inputs.Contains(program.BaseOf(tensor)));
    }
}
