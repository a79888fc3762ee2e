namespace Cajal;

/// <summary>The record: while a tape is open, every operation on its thread runs at once and is written down in order. Gradients, plans and
/// explanations read it. Ending the tape gives the memory of its tensors back; <c>Keep()</c> takes one along.</summary>
/// <remarks>One tape per thread. No tape means inference; <c>Tape.Start()</c> means training.</remarks>
public sealed partial class Tape : IDisposable
{
    [ThreadStatic]
    private static Tape? open;

    [ThreadStatic]
    private static Tape? recording;

    [ThreadStatic]
    private static Mode currentMode;

    [ThreadStatic]
    private static Action<Node>? recorded;

    private readonly RecordMark mark = new();
    private readonly Thread thread = Thread.CurrentThread;
    private readonly List<Node> nodes = [];
    private readonly List<Tensor> tensors = [];
    private readonly List<int> producers = [];
    private readonly Dictionary<Tensor, int> outside = new(ReferenceEqualityComparer.Instance);
    private readonly List<Tensor> inputs = [];
    private readonly List<HostStorage?> owned = [];
    private string? notReplayable;
    private volatile bool abandoned;

    private Tape(Mode mode) => Mode = mode;

    /// <summary>The tape that records on this thread at this moment; null when none is open or it is paused.</summary>
    public static Tape? Recording => recording;

    /// <summary>Mode of the forward pass on this thread: that of the open tape or its pause, else inference.</summary>
    public static Mode CurrentMode => currentMode;

    /// <summary>True in training mode on this thread.</summary>
    public static bool IsTraining => currentMode == Mode.Training;

    /// <summary>What the recorded forward pass is for.</summary>
    public Mode Mode { get; }

    /// <summary>The entries so far, in the order they ran.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>Why this record cannot be replayed as a plan; null when it can.</summary>
    public string? NotReplayable => notReplayable;

    /// <summary>Tensors declared as inputs, in order.</summary>
    internal IReadOnlyList<Tensor> DeclaredInputs => inputs;

    /// <summary>Opens a tape on this thread. <c>Mode.Inference</c> records without dropout: for saliency, export, explanation.</summary>
    /// <exception cref="InvalidOperationException">A tape is open on this thread.</exception>
    public static Tape Start(Mode mode = Mode.Training)
    {
        if (open is { abandoned: true }) open.End();
        if (open is not null)
            throw new InvalidOperationException("A tape is already open on this thread, and there is one at a time. End it first (its `using` block), or record into it.");
        open = recording = new Tape(mode);
        currentMode = mode;
        HostReads.Watched = true;
        HostReads.Happened = false;
        return open;
    }

    /// <summary>Stops recording until the returned scope ends, for example to validate in the middle of a step.</summary>
    public static PauseScope Pause(Mode mode = Mode.Inference)
    {
        var scope = new PauseScope(recording, currentMode);
        recording = null;
        currentMode = mode;
        return scope;
    }

    /// <summary>Declares a tensor as something that changes between steps: a plan takes its next values from the caller. Returns the tensor.</summary>
    public Tensor Input(Tensor tensor)
    {
        RequireOpen();
        if (!inputs.Contains(tensor, ReferenceEqualityComparer.Instance)) inputs.Add(tensor);
        SlotOf(tensor);
        return tensor;
    }

    /// <summary>Ends the record and gives the memory of its tensors back.</summary>
    /// <exception cref="InvalidOperationException">Called on another thread than the one that started it.</exception>
    public void Dispose()
    {
        if (Thread.CurrentThread != thread)
        {
            // The owner may never come back to this block; its next Start puts an end to this tape.
            abandoned = true;
            throw new InvalidOperationException("A tape ends on the thread that started it. Keep its `using` block free of await.");
        }
        if (open == this) End();
    }

    private void End()
    {
        open = recording = null;
        currentMode = Mode.Inference;
        HostReads.Watched = HostReads.Happened = false;
        foreach (var storage in owned)
            if (storage is not null) Pool.Return(storage);
        owned.Clear();
    }

    /// <summary>The scope of a pause; recording goes on when it ends.</summary>
    public readonly struct PauseScope : IDisposable
    {
        private readonly Tape? tape;
        private readonly Mode mode;

        internal PauseScope(Tape? tape, Mode mode)
        {
            this.tape = tape;
            this.mode = mode;
        }

        /// <summary>Goes on as before the pause.</summary>
        public void Dispose()
        {
            recording = tape == open ? tape : null;
            currentMode = tape is null || tape == open ? mode : Mode.Inference;
        }
    }

    /// <summary>The tape that is open on this thread, recording or paused; null when none is.</summary>
    internal static Tape? Open => open;

    /// <summary>Memory for a result, given back when the tape ends.</summary>
    internal Tensor Allocate(TensorSpec spec)
    {
        var storage = Pool.Rent(spec.DType, spec.Shape.Count);
        storage.PendingGradients = 0;
        storage.Place = owned.Count;
        owned.Add(storage);
        return new Tensor(storage, new Layout(spec.Shape));
    }

    /// <summary>Writes an operation that has run into the record of this thread. Where none records, a replay would miss it: then the
    /// record is told whose values it used.</summary>
    internal static void Note(Op op, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (recording is { } tape)
        {
            tape.Record(op, x, y);
            return;
        }
        bool changes = op is UpdateOp;
        foreach (var tensor in x)
        {
            tensor.RecordMark?.TouchElsewhere();
            changes |= tensor.RawStorage.IsVariable || (open is not null && tensor.RecordMark == open.mark);
        }
        if (changes) open?.RefuseReplay($"{op.Name} ran in a pause, where nothing records it");
    }

    private void Record(Op op, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (HostReads.Happened || mark.TouchedElsewhere)
        {
            RefuseReplay($"a value was read on the host before {op.Name} ran, and what C# code decides from values cannot be replayed");
            HostReads.Happened = false;
        }
        foreach (var tensor in x) SlotOf(tensor);
        foreach (var tensor in y)
        {
            if (op is UpdateOp) SlotOf(tensor);
            else Enter(tensor, nodes.Count);
        }
        nodes.Add(new Node(op, x, y, ModuleScope.Path));
        recorded?.Invoke(nodes[^1]);
    }

    /// <summary>Shows a function each entry that this thread records in the course of some work, while the code that asked for the entry still stands on the stack.</summary>
    /// <remarks>It may read values, and must not compute with tensors: what it computed would be recorded too.</remarks>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    internal static T Watch<T>(Action<Node> see, Func<T> work)
    {
        recorded = see;
        try
        {
            return work();
        }
        finally
        {
            recorded = null;
        }
    }

    /// <summary>Says that something happened which a replay would leave out; the first reason stays.</summary>
    internal void RefuseReplay(string why) => notReplayable ??= why;

    /// <summary>Takes a tensor's memory out of the tape's hands, so that it outlives it.</summary>
    internal void Keep(Storage storage)
    {
        if (PlaceOf(storage) is >= 0 and int at) owned[at] = null;
    }

    private int PlaceOf(Storage storage) =>
        storage is HostStorage host && host.Place < owned.Count && owned[host.Place] == host ? host.Place : -1;

    /// <summary>The position of a tensor on this tape; a tensor from outside gets one on its first use.</summary>
    internal int SlotOf(Tensor tensor)
    {
        if (tensor.RecordMark == mark) return tensor.TapeSlot;
        if (outside.TryGetValue(tensor, out int slot)) return slot;
        outside.Add(tensor, tensors.Count);
        tensors.Add(tensor);
        producers.Add(-1);
        return tensors.Count - 1;
    }

    private void Enter(Tensor tensor, int producer)
    {
        tensor.RecordMark = mark;
        tensor.TapeSlot = tensors.Count;
        tensors.Add(tensor);
        producers.Add(producer);
    }

    private void RequireOpen()
    {
        if (open != this) throw new InvalidOperationException("This tape has ended. Use it inside its `using` block.");
    }
}
