using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>One pass over many elements, written against lanes; holds pointers and options.</summary>
internal interface IElementLoop
{
    /// <summary>Works on the elements from..to−1; to − from is a multiple of the lane's width. Mark it <c>AggressiveOptimization | NoInlining</c>: inside a caller
    /// its formula would exceed what the JIT is willing to inline, and each operation become a call.</summary>
    void Run<L>(int from, int to) where L : struct, ILane<L>;
}

/// <summary>Runs a pass at the widest lane of this machine, on several threads when it is long. Every element's bits are the same at any
/// width and thread count, because remainders run the same formulas on lanes of one number.</summary>
internal static class Elementwise
{
    /// <summary>Elements one thread claims at a time.</summary>
    public const int Chunk = 16 * 1024;

    /// <summary>Bits of the widest lane to be used, where the processor has it. Tests lower it; the numbers stay the same.</summary>
    public static int WidestBits { get; set; } = 512;

    public static void Run<TLoop, T>(TLoop loop, int count) where TLoop : struct, IElementLoop where T : unmanaged
    {
        if (count <= 2 * Chunk)
        {
            Range<TLoop, T>(ref loop, 0, count);
            return;
        }
        var body = new ChunkBody<TLoop, T> { Loop = loop, Count = count };
        Workers.For((count + Chunk - 1) / Chunk, ref body);
    }

    /// <summary>The same on this thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Range<TLoop, T>(ref TLoop loop, int from, int to) where TLoop : struct, IElementLoop where T : unmanaged
    {
        int bits = WidestBits;
        if (LaneWidth.Has512 && bits >= 512) Split<TLoop, T, Lane<T, Vector512<T>, Register512<T>>>(ref loop, from, to);
        else if (LaneWidth.Has256 && bits >= 256) Split<TLoop, T, Lane<T, Vector256<T>, Register256<T>>>(ref loop, from, to);
        else if (LaneWidth.Has128 && bits >= 128) Split<TLoop, T, Lane<T, Vector128<T>, Register128<T>>>(ref loop, from, to);
        else loop.Run<Lane<T, T, Register1<T>>>(from, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split<TLoop, T, L>(ref TLoop loop, int from, int to)
        where TLoop : struct, IElementLoop where T : unmanaged where L : struct, ILane<L>
    {
        int whole = to - (to - from) % L.Width;
        if (whole > from) loop.Run<L>(from, whole);
        if (whole == to) return;
        // What is left over goes in small registers first: fifteen numbers are three of them and three alone.
        int fours = LaneWidth.Has128 && L.Width > Vector128<T>.Count ? to - (to - whole) % Vector128<T>.Count : whole;
        if (fours > whole) loop.Run<Lane<T, Vector128<T>, Register128<T>>>(whole, fours);
        if (to > fours) loop.Run<Lane<T, T, Register1<T>>>(fours, to);
    }

    private struct ChunkBody<TLoop, T> : IChunkBody where TLoop : struct, IElementLoop where T : unmanaged
    {
        public TLoop Loop;
        public int Count;

        public void Run(int chunk) => Range<TLoop, T>(ref Loop, chunk * Chunk, Math.Min(Count, (chunk + 1) * Chunk));
    }
}
