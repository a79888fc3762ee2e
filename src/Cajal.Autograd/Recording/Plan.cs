namespace Cajal;

/// <summary>A recorded step made repeatable: the same operations in the same order, in memory laid out once from lifetimes. A run allocates
/// nothing and gives the same bits as the eager step.</summary>
/// <remarks>Parameters and states are used where they are. Inputs declared with <c>tape.Input</c> are given anew to each run. All other tensors
/// from outside the record are constants. <see cref="Run(ReadOnlySpan{float}, Span{float})"/> may be called from many threads at once when the
/// plan writes no parameter or state; each call has a workspace of its own.</remarks>
public sealed class Plan
{
    private readonly Record record;
    private readonly ArenaLayout.Value[] values;
    private readonly Dictionary<Tensor, int> valueNumbers = new(ReferenceEqualityComparer.Instance);
    private readonly int[] offsets;
    private readonly int arenaBytes;
    private readonly Workspace first;
    private readonly Workspace?[] idle = new Workspace?[64];

    internal Plan(Record record)
    {
        this.record = record;
        values = Lifetimes();
        (offsets, arenaBytes) = ArenaLayout.Place(values);
        WritesVariables = record.Nodes.Any(n => n.Op is UpdateOp);
        first = new Workspace(this);
    }

    /// <summary>Number of operations a run performs.</summary>
    public int StepCount => first.Steps.Count(s => s.Op is not ViewOp);

    /// <summary>Bytes of memory for values in between, all at once; without reuse it would be <see cref="ValueBytes"/>.</summary>
    public int ArenaBytes => arenaBytes;

    /// <summary>Bytes of all values in between, each counted once.</summary>
    public long ValueBytes => values.Sum(v => (long)v.Bytes);

    /// <summary>The declared inputs of the plan's own workspace. A loader may fill them in place and call <see cref="Run()"/>.</summary>
    public IReadOnlyList<Tensor> Inputs => first.Inputs;

    /// <summary>The results of the last run in the plan's own workspace; the next run overwrites them.</summary>
    public IReadOnlyList<Tensor> Outputs => first.Outputs;

    internal Record Record => record;

    private bool WritesVariables { get; }

    /// <summary>Runs the step on the inputs as they are.</summary>
    public void Run() => first.Run();

    /// <summary>Copies the inputs in and runs the step.</summary>
    /// <exception cref="ArgumentException">Another number of inputs than declared.</exception>
    /// <exception cref="ShapeException">An input of another shape than recorded.</exception>
    public void Run(params ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != Inputs.Count)
            throw new ArgumentException($"This plan has {Inputs.Count} declared inputs; received {inputs.Length}.");
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Shape != Inputs[i].Shape) throw new ShapeException($"Input {i} of the plan", $"{Inputs[i].Shape}, as recorded", inputs[i].Shape);
            Variable.CopyBytes(inputs[i], Inputs[i]);
        }
        first.Run();
    }

    /// <summary>One input in, one result out, nothing allocated; safe for many callers at once.</summary>
    /// <exception cref="InvalidOperationException">The plan has not one input and one result, or writes parameters or states.</exception>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        if (record.Inputs.Count != 1 || record.Outputs.Count != 1 || WritesVariables)
            throw new InvalidOperationException("Run(input, output) is for a plan with one declared input and one result that writes nothing. Record it with Tape.Start(Mode.Inference).");
        var workspace = Rent();
        try
        {
            if (input.Length != workspace.Inputs[0].Count) throw new ShapeException("Plan", $"{workspace.Inputs[0].Count} input values for {workspace.Inputs[0].Shape}", $"{input.Length} values");
            if (output.Length != workspace.Outputs[0].Count) throw new ShapeException("Plan", $"room for {workspace.Outputs[0].Count} results of {workspace.Outputs[0].Shape}", $"room for {output.Length}");
            input.CopyTo(workspace.Inputs[0].Span<float>());
            workspace.Run();
            using var result = new Dense<float>(workspace.Outputs[0]);
            result.Span.CopyTo(output);
        }
        finally
        {
            Return(workspace);
        }
    }

    private Workspace Rent()
    {
        for (int i = 0; i < idle.Length; i++)
            if (Interlocked.Exchange(ref idle[i], null) is { } workspace) return workspace;
        return new Workspace(this);
    }

    private void Return(Workspace workspace)
    {
        for (int i = 0; i < idle.Length; i++)
            if (Interlocked.CompareExchange(ref idle[i], workspace, null) is null) return;
    }

    // A value lives from the operation that makes it to the last that reads it, or to the end when it is a result. A view prolongs its base.
    private ArenaLayout.Value[] Lifetimes()
    {
        var found = new List<ArenaLayout.Value>();
        var bases = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < record.Nodes.Count; i++)
        {
            var node = record.Nodes[i];
            foreach (var x in node.Inputs) Touch(x, i);
            if (node.Op is UpdateOp) continue;
            foreach (var y in node.Outputs)
            {
                if (node.Op is ViewOp)
                {
                    bases[y] = bases.GetValueOrDefault(node.Inputs[0], node.Inputs[0]);
                    continue;
                }
                valueNumbers[y] = found.Count;
                found.Add(new(y.Count * y.DType.Size(), i, i));
            }
        }
        foreach (var y in record.Outputs) Touch(y, record.Nodes.Count);
        return [.. found];

        void Touch(Tensor tensor, int step)
        {
            if (valueNumbers.TryGetValue(bases.GetValueOrDefault(tensor, tensor), out int number)) found[number] = found[number] with { Last = step };
        }
    }

    /// <summary>The plan's tensors bound to one block of memory.</summary>
    private sealed class Workspace
    {
        public Workspace(Plan plan)
        {
            var arena = HostStorage.OfBytes(Math.Max(64, plan.arenaBytes), DType.Bool, plan.arenaBytes);
            var twins = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
            foreach (var input in plan.record.Inputs)
                twins[input] = input is Variable ? input : Room(input);
            Steps = new Step[plan.record.Nodes.Count];
            for (int i = 0; i < Steps.Length; i++)
            {
                var node = plan.record.Nodes[i];
                Tensor[] x = [.. node.Inputs.Select(t => twins.GetValueOrDefault(t, t))];
                Tensor[] y = [.. node.Outputs.Select((t, k) => twins[t] = Bind(plan, arena, node, x, t))];
                Steps[i] = new Step(node.Op, x.Length == 0 ? null : KernelTable.Find(x[0].Device, node.Op), x, y);
            }
            Inputs = [.. plan.record.Inputs.Select(t => twins[t])];
            Outputs = [.. plan.record.Outputs.Select(t => twins.GetValueOrDefault(t, t))];
        }

        public Step[] Steps { get; }

        public Tensor[] Inputs { get; }

        public Tensor[] Outputs { get; }

        public void Run()
        {
            foreach (ref readonly var step in Steps.AsSpan())
                if (step.Op is not ViewOp) KernelTable.Run(step.Op, step.Kernel, step.Inputs, step.Outputs);
        }

        private static Tensor Room(Tensor like) => like.Device == Device.Cpu ? Tensor.Zeros(like.Shape, like.DType)
            : new Tensor(like.Device.Allocate(like.DType, like.Count), new Layout(like.Shape));

        private static Tensor Bind(Plan plan, HostStorage arena, Node node, Tensor[] x, Tensor y)
        {
            if (node.Op is UpdateOp) return y;
            if (node.Op is ViewOp view) return new Tensor(x[0].RawStorage, view.View(x[0].Layout));
            if (y.Device != Device.Cpu) return Room(y);
            return new Tensor(arena.Part(plan.offsets[plan.valueNumbers[y]], y.DType, y.Count), new Layout(y.Shape));
        }
    }

    private readonly record struct Step(Op Op, Kernel? Kernel, Tensor[] Inputs, Tensor[] Outputs);
}
