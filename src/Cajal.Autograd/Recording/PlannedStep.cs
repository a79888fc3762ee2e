using System.Diagnostics;

namespace Cajal;

/// <summary>A training step that turns itself into a plan: it runs eagerly until two records in a row are equal, then replays. The first step of
/// each epoch is recorded again and compared; a difference nobody announced means the step runs eagerly from then on, and says so.</summary>
/// <remarks>The body is given the inputs and returns the results to keep, for example the loss. Inputs that are kept tensors (<see cref="State"/>)
/// are used where they are; others are copied in. A few plans are kept, one for each combination of input shapes.</remarks>
public sealed class PlannedStep(Func<Tensor[], Tensor[]> body)
{
    private const int MostPlans = 4;
    private const int MostDifferences = 3;

    private readonly List<Entry> entries = [];
    private bool verify;

    /// <summary>Why the last step ran eagerly; null when it was replayed.</summary>
    public string? WhyEager { get; private set; } = "no step has run yet";

    /// <summary>Called with one sentence when the step goes back to eager for good.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>Number of plans at hand.</summary>
    public int PlanCount => entries.Count(e => e.Plan is not null);

    /// <summary>Asks whether somebody steps through the code: then everything runs eagerly.</summary>
    internal Func<bool> IsDebugged { get; set; } = static () => Debugger.IsAttached;

    /// <summary>Says that an epoch begins: the next step is recorded again and compared with its plan.</summary>
    public void BeginEpoch() => verify = true;

    /// <summary>Runs one step. The results stay valid until the next call.</summary>
    public IReadOnlyList<Tensor> Run(params ReadOnlySpan<Tensor> inputs)
    {
        var entry = EntryOf(inputs);
        if ((IsDebugged() ? "a debugger is attached" : entry.Refused) is { } why)
        {
            WhyEager = why;
            return RunEagerly(inputs.ToArray(), out _, out _);
        }
        if (entry.Plan is not { } plan || verify || entry.SettingsVersion != Settings.Version) return RecordAndCompare(inputs.ToArray(), entry);
        WhyEager = null;
        int next = 0;
        foreach (var input in inputs)
            if (input is not Variable) Variable.CopyBytes(input, plan.Inputs[next++]);
        plan.Run();
        return plan.Outputs;
    }

    private Tensor[] RecordAndCompare(Tensor[] inputs, Entry entry)
    {
        bool announced = entry.SettingsVersion != Settings.Version;
        entry.SettingsVersion = Settings.Version;
        verify = false;
        var results = RunEagerly(inputs, out var record, out string? obstacle);
        string? difference = entry.Last is null ? "this is the first record" : record.DifferenceFrom(entry.Last);
        if (obstacle is null && difference is null)
        {
            WhyEager = "the step was recorded again and compared";
            entry.Plan ??= new Plan(record);
            entry.Differences = 0;
        }
        else if (obstacle is not null || (entry.Plan is not null && !announced) || ++entry.Differences > MostDifferences)
        {
            entry.Refused = WhyEager = obstacle ?? difference;
            entry.Plan = null;
            Notice?.Invoke($"The training step runs eagerly, without a plan: {WhyEager}.");
        }
        else
        {
            WhyEager = "a plan is made after two equal records";
            entry.Plan = null;
        }
        entry.Last = record;
        return results;
    }

    private Tensor[] RunEagerly(Tensor[] inputs, out Record record, out string? obstacle)
    {
        using var tape = Tape.Start();
        foreach (var input in inputs)
            if (input is not Variable) tape.Input(input);
        var outputs = body(inputs);
        foreach (var output in outputs) output.Keep();
        record = new Record(tape, outputs);
        obstacle = tape.NotReplayable;
        return outputs;
    }

    private Entry EntryOf(ReadOnlySpan<Tensor> inputs)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (!entry.Fits(inputs)) continue;
            for (; i > 0; i--) entries[i] = entries[i - 1];
            return entries[0] = entry;
        }
        var made = new Entry(inputs);
        entries.Insert(0, made);
        if (entries.Count > MostPlans) entries.RemoveAt(MostPlans);
        return made;
    }

    /// <summary>What is known of the step for one combination of inputs.</summary>
    private sealed class Entry
    {
        private readonly TensorSpec[] specs;
        private readonly Variable?[] variables;

        public Entry(ReadOnlySpan<Tensor> inputs)
        {
            specs = new TensorSpec[inputs.Length];
            variables = new Variable?[inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
                (specs[i], variables[i]) = (new TensorSpec(inputs[i].Shape, inputs[i].DType), inputs[i] as Variable);
        }

        public Record? Last { get; set; }

        public Plan? Plan { get; set; }

        public string? Refused { get; set; }

        public int Differences { get; set; }

        public long SettingsVersion { get; set; } = Settings.Version;

        public bool Fits(ReadOnlySpan<Tensor> inputs)
        {
            if (inputs.Length != specs.Length) return false;
            for (int i = 0; i < inputs.Length; i++)
                if (inputs[i].Shape != specs[i].Shape || inputs[i].DType != specs[i].DType || inputs[i] as Variable != variables[i]) return false;
            return true;
        }
    }
}
