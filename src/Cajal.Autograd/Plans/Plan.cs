namespace Cajal;

/// <summary>A recorded step made repeatable: the same operations in the same order, in memory laid out once from lifetimes. A run allocates
/// nothing and gives the same bits as the eager step.</summary>
/// <remarks>Parameters and states are used where they are. Inputs declared with <c>tape.Input</c> are given anew to each run. All other tensors
/// from outside the record are constants. <see cref="Run(ReadOnlySpan{float}, Span{float})"/> may be called from many threads at once when the
/// plan writes no parameter or state; each call has a workspace of its own.</remarks>
public sealed class Plan
{
    private readonly Record record;
    private readonly PlanLayout layout;
    private readonly Workspace first;
    private readonly Workspace?[] idle = new Workspace?[64];

    private Plan(Record record, PlanLayout layout)
    {
        this.record = record;
        this.layout = layout;
        WritesVariables = record.Nodes.Any(n => n.Op is UpdateOp);
        first = new Workspace(this);
    }

    /// <summary>The most bytes one block holds: an array, less what aligning its start costs.</summary>
    internal static int MostArenaBytes => Array.MaxLength - 64;

    /// <summary>The plan of a record; null, with the reason, when its values do not fit into one block of memory.</summary>
    internal static Plan? TryMake(Record record, int mostArenaBytes, out string? obstacle)
    {
        var layout = new PlanLayout(record);
        obstacle = layout.TotalBytes <= mostArenaBytes ? null
            : $"its values take {layout.TotalBytes} bytes at once, and a plan holds {mostArenaBytes}; a smaller batch takes less";
        return obstacle is null ? new Plan(record, layout) : null;
    }

    /// <summary>Number of operations a run performs.</summary>
    public int StepCount => first.Steps.Count(s => s.Op is not ViewOp);

    /// <summary>Bytes of the one block that holds the values in between, each rounded up to 64; values that are not needed at the same
    /// time share their place.</summary>
    public int ArenaBytes => (int)layout.TotalBytes;

    /// <summary>Bytes of all values in between, each counted once.</summary>
    public long ValueBytes => layout.ValueBytes;

    /// <summary>The declared inputs of the plan's own workspace. A loader may fill them in place and call <see cref="Run()"/>.</summary>
    public IReadOnlyList<Tensor> Inputs => first.Inputs;

    /// <summary>The results of the last run in the plan's own workspace; the next run overwrites them.</summary>
    public IReadOnlyList<Tensor> Outputs => first.Outputs;

    internal Record Record => record;

    private bool WritesVariables { get; }

    /// <summary>Runs the step on the inputs as they are.</summary>
    public void Run() => first.Run();

    /// <summary>Copies the inputs in and runs the step.</summary>
    /// <exception cref="ArgumentException">Another number of inputs than declared, or an input of another element type.</exception>
    /// <exception cref="ShapeException">An input of another shape than recorded.</exception>
    public void Run(params ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != Inputs.Count)
            throw new ArgumentException($"This plan has {Inputs.Count} declared inputs; received {inputs.Length}.");
        for (int i = 0; i < inputs.Length; i++)
        {
            var (input, room) = (inputs[i], Inputs[i]);
            if (input == room) continue;
            if (input.Shape != room.Shape) throw new ShapeException($"Input {i} of the plan", $"{room.Shape}, as recorded", input.Shape);
            if (input.DType != room.DType)
                throw new ArgumentException(
                    $"Input {i} of the plan is {room.DType}, as recorded; received {input.DType}. Convert it with To(DType.{room.DType}).");
            if (room is Variable kept) kept.Assign(input);
            else Variable.CopyBytes(input, room);
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

    /// <summary>The plan's tensors bound to one block of memory.</summary>
    private sealed class Workspace
    {
        public Workspace(Plan plan)
        {
            var arena = HostStorage.OfBytes(Math.Max(64, plan.ArenaBytes), DType.Bool, plan.ArenaBytes);
            var twins = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
            foreach (var input in plan.record.Inputs)
                twins[input] = input is Variable ? input : Room(input);
            Steps = new Step[plan.record.Nodes.Count];
            for (int i = 0; i < Steps.Length; i++)
            {
                var node = plan.record.Nodes[i];
                Tensor[] x = [.. node.Inputs.Select(t => twins.GetValueOrDefault(t, t))];
                Tensor[] y = [.. node.Outputs.Select((t, k) => twins[t] = Bind(plan, arena, node, x, t))];
                Steps[i] = new Step(node.Op, KernelTable.Find(KernelTable.DeviceOf(node.Op, x, y), node.Op), x, y);
            }
            Inputs = [.. plan.record.Inputs.Select(t => twins[t])];
            Outputs = [.. plan.record.Outputs.Select(t => twins.GetValueOrDefault(t, t))];
        }

        public Step[] Steps { get; }

        public Tensor[] Inputs { get; }

        public Tensor[] Outputs { get; }

        public void Run()
        {
            Tape.Open?.RefuseReplay("a plan ran while it was recorded, and a plan in a plan is not seen");
            foreach (ref readonly var step in Steps.AsSpan())
                if (step.Op is not ViewOp) KernelTable.Run(step.Op, step.Kernel, step.Inputs, step.Outputs);
        }

        private static Tensor Room(Tensor like) => Owned(like.Device == Device.Cpu ? Tensor.Zeros(like.Shape, like.DType).Storage
            : like.Device.Allocate(like.DType, like.Count), like.Shape);

        private static Tensor Bind(Plan plan, HostStorage arena, Node node, Tensor[] x, Tensor y)
        {
            if (node.Op is UpdateOp) return y;
            if (node.Op is ViewOp view) return new Tensor(x[0].RawStorage, view.View(x[0].Layout));
            if (y.Device != Device.Cpu) return Room(y);
            return Owned(arena.Part(plan.layout.OffsetOf(y), y.DType, y.Count), y.Shape);
        }

        private static Tensor Owned(Storage storage, Shape shape)
        {
            storage.BelongsToPlan = true;
            return new Tensor(storage, new Layout(shape));
        }
    }

    private readonly record struct Step(Op Op, Kernel? Kernel, Tensor[] Inputs, Tensor[] Outputs);
}
