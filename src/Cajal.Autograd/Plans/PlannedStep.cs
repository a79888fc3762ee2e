using System.Diagnostics;

namespace Cajal;

/// <summary>A training step that turns itself into a plan: it runs eagerly until two records in a row are equal, then replays. The first
/// step of each epoch is recorded again and compared, once for each combination of inputs; a difference nobody announced means that
/// everything runs eagerly from then on, and says so.</summary>
/// <remarks>The body is given the inputs and returns the results to keep, for example the loss. Inputs that are kept tensors (<see cref="State"/>)
/// are used where they are; others are copied in. A few plans are kept, one for each combination of input shapes.</remarks>
public sealed class PlannedStep(Func<Tensor[], Tensor[]> body)
{
    private const int MostPlans = 4;
    private const int MostDifferences = 3;

    private readonly List<Entry> entries = [];
    private string? refused;
    private int epoch;

    /// <summary>Why the last step ran eagerly; null when it was replayed.</summary>
    public string? WhyEager { get; private set; } = "no step has run yet";

    /// <summary>Called with one sentence when the step goes back to eager for good.</summary>
    public Action<string>? Notice { get; set; }

    /// <summary>Is shown each operation as soon as it has run; while somebody watches, everything runs eagerly.</summary>
    /// <remarks>It may read values, and must not compute with tensors: what it computed would be recorded too.</remarks>
    public Action<Node>? Watch { get; set; }

    /// <summary>Number of plans at hand.</summary>
    public int PlanCount => entries.Count(e => e.Plan is not null);

    /// <summary>Asks whether somebody steps through the code: then everything runs eagerly.</summary>
    internal Func<bool> IsDebugged { get; set; } = static () => Debugger.IsAttached;

    /// <summary>The largest plan, in bytes of its block.</summary>
    internal int MostArenaBytes { get; init; } = Plan.MostArenaBytes;

    /// <summary>Says that an epoch begins: the next step of each shape is recorded again and compared with its plan.</summary>
    public void BeginEpoch() => epoch++;

    /// <summary>Runs one step. The results stay valid until the next call; <c>Keep()</c> takes one along.</summary>
    public IReadOnlyList<Tensor> Run(params ReadOnlySpan<Tensor> inputs)
    {
        var entry = EntryOf(inputs);
        if ((Watch is not null ? "somebody watches" : IsDebugged() ? "a debugger is attached" : refused ?? entry.Refused) is { } why)
        {
            WhyEager = why;
            return RunEagerly(inputs.ToArray(), out _, out _);
        }
        if (entry.Plan is not { } plan || entry.Epoch != epoch || entry.SettingsVersion != Settings.Version)
            return RecordAndCompare(inputs.ToArray(), entry);
        WhyEager = null;
        int next = 0;
        for (int i = 0; i < inputs.Length; i++)
            if (entry.IsGiven(i)) plan.Give(next++, inputs[i]);
        plan.RunGiven();
        // They were read by their address, and may lie in nobody else's hands.
        foreach (var input in inputs) GC.KeepAlive(input);
        return plan.Outputs;
    }

    private Tensor[] RecordAndCompare(Tensor[] inputs, Entry entry)
    {
        bool announced = entry.SettingsVersion != Settings.Version;
        (entry.SettingsVersion, entry.Epoch) = (Settings.Version, epoch);
        var results = RunEagerly(inputs, out var record, out string? obstacle);
        record.ForgetValues();
        string? difference = entry.Last is null ? "this is the first record" : record.DifferenceFrom(entry.Last);
        entry.Last = record;
        if (obstacle is null && difference is null)
        {
            entry.Plan ??= Plan.TryMake(record, MostArenaBytes, out obstacle);
            entry.Differences = 0;
        }
        if (obstacle is null && difference is null) WhyEager = "the step was recorded again and compared";
        else if (entry.Plan is not null && !announced) RefuseAll(obstacle ?? difference!);
        else if (obstacle is not null || ++entry.Differences > MostDifferences) Refuse(entry, obstacle ?? difference!);
        else (WhyEager, entry.Plan) = ("a plan is made after two equal records", null);
        return results;
    }

    // What the record cannot do for one combination of inputs, another may.
    private void Refuse(Entry entry, string why)
    {
        (entry.Refused, entry.Plan, entry.Last) = (why, null, null);
        Tell(why);
    }

    // What one plan did not see, the others may not have seen either.
    private void RefuseAll(string why)
    {
        refused = why;
        entries.Clear();
        Tell(why);
    }

    private void Tell(string why)
    {
        WhyEager = why;
        Notice?.Invoke($"The training step runs eagerly, without a plan: {why}.");
    }

    private Tensor[] RunEagerly(Tensor[] inputs, out Record record, out string? obstacle)
    {
        using var tape = Tape.Start();
        foreach (var input in inputs)
            if (input is not Variable) tape.Input(input);
        var outputs = Watch is null ? body(inputs) : Tape.Watch(Watch, () => body(inputs));
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
        private readonly int[] firstPlaces;

        public Entry(ReadOnlySpan<Tensor> inputs)
        {
            specs = new TensorSpec[inputs.Length];
            variables = new Variable?[inputs.Length];
            firstPlaces = new int[inputs.Length];
            for (int i = 0; i < inputs.Length; i++)
                (specs[i], variables[i], firstPlaces[i]) = (new TensorSpec(inputs[i].Shape, inputs[i].DType), inputs[i] as Variable,
                    FirstPlace(inputs, i));
        }

        public Record? Last { get; set; }

        public Plan? Plan { get; set; }

        public string? Refused { get; set; }

        public int Differences { get; set; }

        public long SettingsVersion { get; set; } = Settings.Version;

        public int Epoch { get; set; }

        /// <summary>True for an input that a replay is given; one tensor given twice is one input.</summary>
        public bool IsGiven(int input) => variables[input] is null && firstPlaces[input] == input;

        public bool Fits(ReadOnlySpan<Tensor> inputs)
        {
            if (inputs.Length != specs.Length) return false;
            for (int i = 0; i < inputs.Length; i++)
                if (inputs[i].Shape != specs[i].Shape || inputs[i].DType != specs[i].DType || inputs[i] as Variable != variables[i]
                    || FirstPlace(inputs, i) != firstPlaces[i]) return false;
            return true;
        }

        private static int FirstPlace(ReadOnlySpan<Tensor> inputs, int input)
        {
            int first = 0;
            while (inputs[first] != inputs[input]) first++;
            return first;
        }
    }
}
