using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>Room for packed operands, one for each calling thread, kept from call to call: a product allocates nothing once it has run at its size.</summary>
internal static unsafe class GemmScratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? memory;

    /// <summary>At least so many bytes, aligned to a cache line, with any content; valid until the next call on this thread.</summary>
    public static void* Take(nuint bytes)
    {
        if (memory is null || (nuint)memory.Length < bytes + Alignment)
            memory = GC.AllocateUninitializedArray<byte>(checked((int)BitOperations.RoundUpToPowerOf2((uint)(bytes + Alignment))), pinned: true);
        nuint address = (nuint)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        return (void*)((address + Alignment - 1) & ~(nuint)(Alignment - 1));
    }
}
