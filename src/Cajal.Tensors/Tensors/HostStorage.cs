using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>Managed memory of the CPU: a region of an array. Large regions are pinned and start at a multiple of 64 bytes.</summary>
internal sealed class HostStorage : Storage
{
    /// <summary>From this size on, memory is pinned and aligned; below it a plain small array is five times cheaper to make.</summary>
    private const int PinnedBytes = 2048;
    private const int Alignment = 64;

    // A pinned byte from which foreign memory is counted: the distance is fixed, because neither side moves.
    private static readonly byte[] Anchor = GC.AllocateArray<byte>(1, pinned: true);

    // Any one-dimensional array; only the place of its first element is ever used.
    private readonly byte[] array;
    private readonly nint start;
    private readonly object? owner;

    private HostStorage(byte[] array, nint start, int capacity, DType dtype, int length, bool pinned = false, object? owner = null)
        : base(Device.Cpu, dtype, length)
    {
        IsPinned = pinned;
        this.array = array;
        this.start = start;
        this.owner = owner;
        Capacity = capacity;
    }

    /// <summary>Bytes the region holds.</summary>
    public int Capacity { get; }

    /// <summary>True when the memory never moves.</summary>
    public bool IsPinned { get; }

    /// <summary>Where the first element lies; lasting when the memory is pinned.</summary>
    public unsafe nint First => (nint)Unsafe.AsPointer(ref At<byte>(0));

    /// <summary>Where the tape that borrowed this memory lists it.</summary>
    public int Place { get; set; }

    /// <summary>No memory at all: where tensors look whose memory belongs to somebody else already, so that they do not keep it from the
    /// garbage collector.</summary>
    public static HostStorage Gone { get; } = new([], 0, 0, DType.Bool, 0) { Generation = int.MaxValue };

    /// <summary>New memory for <paramref name="length"/> elements; its content is undefined unless <paramref name="clear"/>. Kept tensors are pinned at any size:
    /// plans know them by their address.</summary>
    public static HostStorage Allocate(DType dtype, int length, bool clear = false, bool pinned = false)
    {
        long bytes = (long)length * dtype.Size();
        if (bytes > Array.MaxLength - Alignment)
            throw new ArgumentException($"One tensor holds at most {Array.MaxLength - Alignment} bytes; {bytes} were asked for. Split it.");
        return OfBytes((int)bytes, dtype, length, clear, pinned);
    }

    /// <summary>A region of a caller's array, without a copy.</summary>
    public static HostStorage Wrap<T>(T[] array) where T : unmanaged =>
        new(Unsafe.As<byte[]>(array), 0, (int)Math.Min(int.MaxValue, (long)array.Length * Unsafe.SizeOf<T>()), DTypes.Of<T>(), array.Length);

    /// <summary>Somebody else's pinned memory, without a copy; <paramref name="owner"/> keeps it alive and pinned.</summary>
    public static unsafe HostStorage Foreign(void* first, DType dtype, int length, object owner) =>
        new(Anchor, (nint)first - (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Anchor)), 0, dtype, length, pinned: true, owner);

    /// <summary>The caller's array this region was wrapped around; null for memory of our own.</summary>
    public T[]? Wrapped<T>() where T : unmanaged => start == 0 ? Typed<T>(array) : null;

    /// <summary>Memory of at least <paramref name="bytes"/> bytes, seen as <paramref name="length"/> elements.</summary>
    public static HostStorage OfBytes(int bytes, DType dtype, int length, bool clear = false, bool pinned = false)
    {
        if (bytes < PinnedBytes && !pinned) return new HostStorage(new byte[bytes], 0, bytes, dtype, length);
        byte[] array = clear ? GC.AllocateArray<byte>(bytes + Alignment, pinned: true)
            : GC.AllocateUninitializedArray<byte>(bytes + Alignment, pinned: true);
        return new HostStorage(array, Misfit(array), bytes, dtype, length, pinned: true);
    }

    /// <summary>A part of this region as a storage of its own: plans cut their one arena so. <paramref name="offset"/> in bytes.</summary>
    public HostStorage Part(int offset, DType dtype, int length) => new(array, start + offset, length * dtype.Size(), dtype, length, IsPinned);

    /// <summary>Gives the region to a new owner: whoever still holds an older generation is told so on its next look.</summary>
    public void Reuse(DType dtype, int length)
    {
        DType = dtype;
        Length = length;
    }

    /// <summary>Ends the present owner's right to look.</summary>
    public void Retire() => Generation++;

    /// <summary>The elements from number <paramref name="offset"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At<T>(int offset) where T : unmanaged =>
        ref Unsafe.Add(ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(array), start)), offset);

    // Asked out of line, because the field's static type is not the array's true type.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T[]? Typed<T>(object array) => array as T[];

    private static unsafe nint Misfit(byte[] pinned)
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        return -address & (Alignment - 1);
    }
}
