using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A plan's steps bound to one block of memory.</summary>
internal sealed class Workspace
{
    private readonly Dictionary<Tensor, Tensor> twins = new(ReferenceEqualityComparer.Instance);
    private readonly AddressBook book;
    private readonly HostStorage arena;
    private readonly PlanLayout layout;
    private readonly PlanCopies copies;
    private readonly Bound[] steps;
    private readonly bool[] movable, elsewhere;

    public Workspace(PlanProgram program, PlanLayout layout, PlanCopies copies)
    {
        (this.layout, this.copies) = (layout, copies);
        var record = program.Record;
        book = new AddressBook(record.Nodes.Sum(n => n.Inputs.Count + n.Outputs.Count) + record.Inputs.Count);
        arena = HostStorage.OfBytes((int)Math.Max(64, layout.TotalBytes), DType.Bool, (int)layout.TotalBytes, pinned: true);
        foreach (var input in record.Inputs) twins[input] = input is Variable ? input : Room(input);
        foreach (var node in record.Nodes) Place(node, program);
        foreach (var (source, copy) in copies.All) twins[source] = copy;
        Bound[] bounds = [.. program.Steps.Select((s, i) => s.Bind(book, program.StretchOf(i) is { } stretch ? t => InTurn(stretch, t) : t => twins[t]))];
        steps = [.. InTurns(program, bounds)];
        Inputs = [.. record.Inputs.Select(t => twins[t])];
        Outputs = [.. record.Outputs.Select(Twin)];
        movable = [.. record.Inputs.Select(input => input is not Variable && input.Device == Device.Cpu && !record.Outputs.Any(y => program.BaseOf(y) == input)
            && program.Steps.Zip(bounds).All(pair => pair.Second.FollowsAddresses
                || !pair.First.Parts.Any(n => n.Inputs.Any(x => program.BaseOf(x) == input))))];
        elsewhere = new bool[movable.Length];
    }

    /// <summary>Rooms for the declared inputs.</summary>
    public Tensor[] Inputs { get; }

    /// <summary>The results of the last run.</summary>
    public Tensor[] Outputs { get; }

    /// <summary>Runs the steps on the inputs in their rooms.</summary>
    public void Run()
    {
        for (int i = 0; i < elsewhere.Length; i++) Return(i);
        RunSteps();
    }

    /// <summary>Runs the steps on inputs placed before.</summary>
    public void RunSteps()
    {
        Tape.Open?.RefuseReplay("a plan ran while it was recorded, and a plan in a plan is not seen");
        copies.Refresh();
        // Reads inside are the operations' own, not the host's.
        bool watched = HostReads.Watched;
        HostReads.Watched = false;
        try
        {
            foreach (var step in steps) step.Run();
        }
        finally
        {
            HostReads.Watched = watched;
        }
    }

    /// <summary>Gives an input to the next run: read where it lies when that is possible, else copied into its room.</summary>
    public void Give(int input, Tensor values)
    {
        if (movable[input] && values.IsContiguous && values.Storage is HostStorage { IsPinned: true, BelongsToPlan: false } memory)
            Move(input, memory.First + (nint)values.Layout.Offset * values.DType.Size());
        else
        {
            Return(input);
            CopyIn(input, values);
        }
    }

    /// <summary>Copies values into an input's room.</summary>
    public void CopyIn(int input, Tensor values)
    {
        var room = Inputs[input];
        if (values == room) return;
        if (room is Variable kept) kept.Assign(values);
        else if (values.IsContiguous && values.Storage is HostStorage source && room.RawStorage is HostStorage target)
        {
            int size = room.DType.Size();
            Unsafe.CopyBlockUnaligned(ref target.At<byte>(0), ref source.At<byte>(values.Layout.Offset * size), (uint)(room.Count * size));
        }
        else Variable.CopyBytes(values, room);
    }

    /// <summary>Lets an input begin at an address for the next run, when that is possible.</summary>
    public bool Move(int input, nint first)
    {
        if (!movable[input]) return false;
        book.Move(Inputs[input].RawStorage, first);
        return elsewhere[input] = true;
    }

    // An input is read in its own room again.
    private void Return(int input)
    {
        if (!elsewhere[input]) return;
        elsewhere[input] = false;
        if (Inputs[input].RawStorage is HostStorage memory) book.Move(memory, memory.First);
    }

    // Steps one by one, or a stretch of them as one.
    private IEnumerable<Bound> InTurns(PlanProgram program, Bound[] bounds)
    {
        for (int i = 0; i < bounds.Length; i++)
        {
            if (program.StretchOf(i) is not { } stretch) yield return bounds[i];
            else if (i == stretch.First)
                yield return new BoundStretch(book, stretch, bounds[i..stretch.End],
                    [.. stretch.Across.Select(t => (twins[t].RawStorage, (nint)t.Count / stretch.Images * t.DType.Size()))]);
        }
    }

    // A tensor as the steps of a stretch see it: with the pictures of a turn.
    private Tensor InTurn(PictureStretch stretch, Tensor tensor) => stretch.IsInside(tensor) || stretch.IsAcross(tensor)
        ? new Tensor(twins[tensor].RawStorage, new Layout(stretch.OneTurn(tensor))) : twins[tensor];

    private void Place(Node node, PlanProgram program)
    {
        foreach (var x in node.Inputs) twins[x] = Twin(x);
        foreach (var y in node.Outputs)
            twins[y] = y is Variable ? y
                : program.Constants.TryGetValue(y, out var known) ? known
                : node.Op is ViewOp view ? new Tensor(twins[node.Inputs[0]].RawStorage, view.View(twins[node.Inputs[0]].Layout))
                : y.Device != Device.Cpu ? Room(y)
                : program.Stretches.Find(t => t.IsInside(y)) is { } stretch
                    ? Owned(arena.Part(layout.OffsetOf(y), y.DType, stretch.OneTurn(y).Count), stretch.OneTurn(y))
                : Owned(arena.Part(layout.OffsetOf(y), y.DType, y.Count), y.Shape);
    }

    // What comes from outside is a constant: read where it lies when it cannot move.
    private Tensor Twin(Tensor tensor) => twins.TryGetValue(tensor, out var twin) ? twin
        : tensor.RawStorage is HostStorage { IsPinned: false } ? Variable.Copy(tensor, pinned: true) : tensor;

    private static Tensor Room(Tensor like) => Owned(like.Device == Device.Cpu ? HostStorage.Allocate(like.DType, like.Count, clear: true, pinned: true)
        : like.Device.Allocate(like.DType, like.Count), like.Shape);

    private static Tensor Owned(Storage storage, Shape shape)
    {
        storage.BelongsToPlan = true;
        return new Tensor(storage, new Layout(shape));
    }
}
