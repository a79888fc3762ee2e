using System.Runtime.InteropServices;

namespace Cajal.Benchmarks.Floor;

/// <summary>Numbers that stay where they are, from the start of a cache line on.</summary>
internal sealed unsafe class Block
{
    private const int LineFloats = 16, PageFloats = 1024;

    private static int made;

    private readonly float[] memory;

    public Block(int count)
    {
        // Blocks begin at different places of a page: a processor takes a load for one of what was just stored when both lie at the same
        // place of
        // pages, and waits.
        int shift = made++ * 21 % (PageFloats / LineFloats) * LineFloats;
        memory = GC.AllocateArray<float>(count + LineFloats + PageFloats, pinned: true);
        Count = count;
        At = (float*)(((nuint)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) + 63) & ~(nuint)63) + shift;
    }

    public int Count { get; }

    public float* At { get; }

    public Span<float> Span => new(At, Count);
}
