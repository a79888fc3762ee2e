using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>Room for what a kernel needs in between while it calls products (which have room of their own), one for each thread, kept from
/// call to call: nothing is allocated once a kernel has run at its size.</summary>
internal static unsafe class KernelScratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? memory;

    /// <summary>At least so many numbers, aligned to a cache line, with any content; valid until the next call on this thread.</summary>
    public static T* Take<T>(long count) where T : unmanaged
    {
        long bytes = count * sizeof(T) + Alignment;
        if (memory is null || memory.Length < bytes)
            memory = GC.AllocateUninitializedArray<byte>(checked((int)BitOperations.RoundUpToPowerOf2((ulong)bytes)), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        return (T*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
    }
}
