namespace Cajal;

/// <summary>A recorded step made repeatable: the same operations in the same order, in memory laid out once from lifetimes. A run allocates
/// nothing and gives the same bits as the eager step (but for products of a single row by weights that stay, which are summed in another order).</summary>
/// <remarks>Parameters and states are used where they are. Inputs declared with <c>tape.Input</c> are given anew to each run. All other tensors
/// from outside the record are constants. <see cref="Run(ReadOnlySpan{float}, Span{float})"/> may be called from many threads at once when the
/// plan writes no parameter or state; each call has a workspace of its own.</remarks>
public sealed class Plan
{
    private readonly Record record;
    private readonly PlanProgram program;
    private readonly PlanLayout layout;
    private readonly PlanCopies copies;
    private readonly Workspace first;
    private readonly Workspace?[] idle = new Workspace?[64];

    private Plan(PlanProgram program, PlanLayout layout)
    {
        (this.program, this.layout, record) = (program, layout, program.Record);
        WritesVariables = record.Nodes.Any(n => n.Op is UpdateOp);
        copies = new PlanCopies(program.Copies);
        first = new Workspace(program, layout, copies);
    }

    /// <summary>The most bytes one block holds: an array, less what aligning its start costs.</summary>
    internal static int MostArenaBytes => Array.MaxLength - 64;

    /// <summary>The plan of a record; null, with the reason, when its values do not fit into one block of memory.</summary>
    internal static Plan? TryMake(Record record, int mostArenaBytes, out string? obstacle, IReadOnlyList<IRewrite>? rewrites = null)
    {
        var program = new PlanProgram(record);
        foreach (var rewrite in rewrites ?? Rewrites.All) rewrite.Apply(program);
        var layout = new PlanLayout(program);
        obstacle = layout.TotalBytes <= mostArenaBytes ? null
            : $"its values take {layout.TotalBytes} bytes at once, and a plan holds {mostArenaBytes}; a smaller batch takes less";
        return obstacle is null ? new Plan(program, layout) : null;
    }

    /// <summary>Number of operations a run performs.</summary>
    public int OperationCount => program.Steps.Sum(s => s.Parts.Count);

    /// <summary>Number of steps they are joined into.</summary>
    public int StepCount => program.Steps.Count;

    /// <summary>Bytes of the one block that holds the values in between, each rounded up to 64; values that are not needed at the same
    /// time share their place.</summary>
    public int ArenaBytes => (int)layout.TotalBytes;

    /// <summary>Bytes of all values in between, each counted once.</summary>
    public long ValueBytes => layout.ValueBytes;

    /// <summary>What the plan does and why: a line for each step with its operations, bytes and multiply-adds.</summary>
    public string Describe() => PlanDescription.Of(program, layout);

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
            if (input.Shape != room.Shape) throw new ShapeException($"Input {i} of the plan", $"{room.Shape}, as recorded", input.Shape);
            if (input.DType != room.DType)
                throw new ArgumentException(
                    $"Input {i} of the plan is {room.DType}, as recorded; received {input.DType}. Convert it with To(DType.{room.DType}).");
        }
        for (int i = 0; i < inputs.Length; i++) first.CopyIn(i, inputs[i]);
        first.Run();
    }

    /// <summary>Gives the next run an input of the right shape and element type; it must live until then, because it is read where it lies when it can
    /// be.</summary>
    internal void Give(int input, Tensor values) => first.Give(input, values);

    /// <summary>Runs the step on the inputs given before.</summary>
    internal void RunGiven() => first.RunSteps();

    /// <summary>One input in, one result out, nothing allocated; safe for many callers at once.</summary>
    /// <exception cref="InvalidOperationException">The plan has not one input and one result, or writes parameters or states.</exception>
    public unsafe void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        if (record.Inputs.Count != 1 || record.Outputs.Count != 1 || WritesVariables)
            throw new InvalidOperationException("Run(input, output) is for a plan with one declared input and one result that writes nothing. Record it with Tape.Start(Mode.Inference).");
        var workspace = Rent();
        try
        {
            if (input.Length != workspace.Inputs[0].Count) throw new ShapeException("Plan", $"{workspace.Inputs[0].Count} input values for {workspace.Inputs[0].Shape}", $"{input.Length} values");
            if (output.Length != workspace.Outputs[0].Count) throw new ShapeException("Plan", $"room for {workspace.Outputs[0].Count} results of {workspace.Outputs[0].Shape}", $"room for {output.Length}");
            fixed (float* values = input)
            {
                if (!workspace.Move(0, (nint)values)) input.CopyTo(workspace.Inputs[0].Span<float>());
                workspace.RunSteps();
            }
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
        return new Workspace(program, layout, copies);
    }

    private void Return(Workspace workspace)
    {
        for (int i = 0; i < idle.Length; i++)
            if (Interlocked.CompareExchange(ref idle[i], workspace, null) is null) return;
    }
}
