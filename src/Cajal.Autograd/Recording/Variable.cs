using System.Buffers;

namespace Cajal;

/// <summary>A tensor that is kept and written: a <see cref="Parameter"/> or a <see cref="State"/>. Its memory is never replaced.</summary>
public abstract class Variable : Tensor
{
    /// <summary>Holds a copy of the initial values.</summary>
    protected private Variable(Tensor initial) : base(Copy(initial, pinned: true).Storage, new Layout(initial.Shape)) => RawStorage.IsVariable = true;

    /// <summary>Name within the module it is registered in, for example <c>0.weight</c>; empty before.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Rises with each write.</summary>
    public int Version => RawStorage.Version;

    /// <summary>Copies values of the same shape into this tensor's memory (loading, restoring, editing by hand).</summary>
    /// <exception cref="InvalidOperationException">A tape is recording on this thread: there only update operations write.</exception>
    /// <exception cref="ShapeException">Another shape.</exception>
    public void Assign(Tensor values)
    {
        BeginWrite();
        if (values.Shape != Shape) throw new ShapeException(Name.Length > 0 ? $"Assign to {Name}" : "Assign", $"values of the shape {Shape}", values.Shape);
        if (values.DType != DType)
            throw new ArgumentException($"Assign to {(Name.Length > 0 ? Name : "a variable")} needs {DType} values; received {values.DType}. Convert them with To(DType.{DType}).");
        CopyBytes(values, this);
        RawStorage.Version++;
    }

    /// <summary>Copies values in row-major order into this tensor's memory.</summary>
    /// <exception cref="InvalidOperationException">A tape is recording on this thread, or the element type differs.</exception>
    /// <exception cref="ShapeException">Another number of values.</exception>
    public void Assign<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        BeginWrite();
        if (values.Length != Count) throw new ShapeException("Assign", $"{Count} values for {Shape}", $"{values.Length} values");
        values.CopyTo(Span<T>());
        RawStorage.Version++;
    }

    /// <summary>Lets <paramref name="write"/> fill this tensor's memory in place (a loader that gathers a batch); nothing is allocated when the
    /// function needs no other variable than its argument.</summary>
    /// <exception cref="InvalidOperationException">A tape is recording on this thread, or the element type differs.</exception>
    public void Write<T, TArgument>(TArgument argument, SpanAction<T, TArgument> write) where T : unmanaged
    {
        BeginWrite();
        write(Span<T>(), argument);
        RawStorage.Version++;
    }

    private void BeginWrite()
    {
        if (Tape.Recording is not null)
            throw new InvalidOperationException("A kept tensor cannot be assigned while a tape records: the record would not know of it. Assign before the tape starts or after it ends.");
        Tape.Open?.RefuseReplay($"{(Name.Length > 0 ? Name : "a kept tensor")} was assigned in a pause, which a replay would leave out");
    }

    /// <summary>The same numbers in memory of their own, beside any record.</summary>
    internal static Tensor Copy(Tensor values, bool pinned = false)
    {
        var memory = pinned && values.Device == Device.Cpu ? HostStorage.Allocate(values.DType, values.Count, pinned: true)
            : values.Device.Allocate(values.DType, values.Count);
        var copy = new Tensor(memory, new Layout(values.Shape));
        CopyBytes(values, copy);
        return copy;
    }

    /// <summary>Copies numbers between tensors of one device.</summary>
    /// <exception cref="InvalidOperationException">They live on different devices.</exception>
    internal static void CopyBytes(Tensor source, Tensor target)
    {
        if (source.Device != target.Device)
            throw new InvalidOperationException($"The values live on '{source.Device}', and their place is on '{target.Device}'. Move them with To(device).");
        // A view of the target in another order would be read where it has just been written.
        if (source.RawStorage == target.RawStorage && source.Layout != target.Layout) source = Copy(source);
        if (source.Device == Device.Cpu)
        {
            Contiguous.Copy(source, target);
            return;
        }
        if (!source.IsContiguous || source.Storage.Length != source.Count)
            throw new InvalidOperationException("A view on another device cannot be copied as it is. Call Contiguous() first.");
        byte[] bytes = new byte[source.Storage.ByteCount];
        source.Device.CopyToHost(source.Storage, bytes);
        target.Device.CopyFromHost(bytes, target.Storage);
    }
}
