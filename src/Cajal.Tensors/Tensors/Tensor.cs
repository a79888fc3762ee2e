using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>An n-dimensional array of numbers of one <see cref="DType"/> on one <see cref="Device"/>; immutable in meaning.
/// Operations on it (arithmetic, products, views) are extension members, so that each can be recorded on a tape.</summary>
public partial class Tensor
{
    private readonly Layout layout;
    private Storage storage;
    private int generation;

    /// <summary>A view of a storage; no values are copied.</summary>
    internal Tensor(Storage storage, in Layout layout)
    {
        this.storage = storage;
        this.layout = layout;
        generation = storage.Generation;
        DType = storage.DType;
    }

    /// <summary>Sizes along the axes.</summary>
    public Shape Shape => layout.Shape;

    /// <summary>Element type.</summary>
    public DType DType { get; }

    /// <summary>Where the numbers live.</summary>
    public Device Device => storage.Device;

    /// <summary>Number of axes.</summary>
    public int Rank => layout.Shape.Rank;

    /// <summary>Number of elements.</summary>
    public int Count => layout.Shape.Count;

    /// <summary>Where the elements lie in the storage.</summary>
    public Layout Layout => layout;

    /// <summary>True when the elements lie side by side in row-major order.</summary>
    public bool IsContiguous => layout.IsContiguous;

    /// <summary>The memory this tensor is a view of; views share it.</summary>
    /// <exception cref="InvalidOperationException">The tensor's step has ended and the memory belongs to somebody else.</exception>
    public Storage Storage
    {
        get
        {
            if (storage.Generation != generation) ThrowStale();
            return storage;
        }
    }

    /// <summary>The storage without the question whether it is still this tensor's.</summary>
    internal Storage RawStorage => storage;

    /// <summary>The mark of the record that made this tensor; null for none.</summary>
    internal RecordMark? RecordMark { get; set; }

    /// <summary>The tensor's position in that record.</summary>
    internal int TapeSlot { get; set; }

    /// <summary>Lets go of memory that belongs to somebody else already.</summary>
    internal void ForgetLostMemory()
    {
        if (storage is HostStorage && storage.Generation != generation) storage = HostStorage.Gone;
    }

    /// <summary>Host memory of this tensor, for kernels. Does not count as a read by the host.</summary>
    internal HostStorage Host =>
        Storage as HostStorage ?? throw new InvalidOperationException(
            $"This tensor lives on device '{Device}', and host code cannot look there. Move it with To(Device.Cpu).");

    /// <summary>The first element, for kernels that walk strides themselves.</summary>
    internal ref T Origin<T>() where T : unmanaged
    {
        // Kernels may look at Bool as bytes.
        if (typeof(T) == typeof(byte) ? DType != DType.Bool : DTypes.Of<T>() != DType) ThrowDType<T>();
        return ref Host.At<T>(layout.Offset);
    }

    /// <summary>All elements of a contiguous tensor as a span that may be written, for kernels.</summary>
    internal Span<T> Span<T>() where T : unmanaged
    {
        if (!IsContiguous)
            throw new InvalidOperationException($"The elements of this view {Shape} do not lie side by side. Call Contiguous() first, or ToArray<{typeof(T).Name}>().");
        return MemoryMarshal.CreateSpan(ref Origin<T>(), Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowStale() => throw new InvalidOperationException(
        "This tensor's memory holds other numbers now: its tape or plan step has ended, or it stood in between in gradients that were taken for one use only. " +
        "Call Keep() on it before the tape ends to take it along; to differentiate gradients, take them with Gradients(loss, differentiable: true).");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowDType<T>() where T : unmanaged => throw new InvalidOperationException(
        $"This tensor holds {DType} and was read as {DTypes.Of<T>()}. Read it as {DType}, or convert it with To(DType.{DTypes.Of<T>()}).");
}
