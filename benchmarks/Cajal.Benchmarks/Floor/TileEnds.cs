using System.Runtime.CompilerServices;

namespace Cajal.Benchmarks.Floor;

internal static unsafe partial class Fused<V, W> where V : unmanaged where W : struct, IBits<V>
{
    /// <summary>What is done with the sums of a tile.</summary>
    internal interface ITileEnd
    {
        /// <summary>True when the 16 numbers of A after those in use are called into the cache meanwhile.</summary>
        static virtual bool FetchesAhead => false;

        void Row<N>(int row, V x, V y, V z) where N : struct, IVectors;
    }

    /// <summary>y = sum</summary>
    internal readonly unsafe struct Put(float* y, nint width) : ITileEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Row<N>(int row, V a, V b, V c) where N : struct, IVectors
        {
            float* to = y + row * width;
            W.Store(a, to);
            if (N.Count > 1) W.Store(b, to + W.Lanes);
            if (N.Count > 2) W.Store(c, to + 2 * W.Lanes);
        }
    }

    /// <summary>y = max(sum, 0)</summary>
    internal readonly unsafe struct PutRelu(float* y, nint width) : ITileEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Row<N>(int row, V a, V b, V c) where N : struct, IVectors
        {
            float* to = y + row * width;
            W.Store(W.Max(a, default), to);
            if (N.Count > 1) W.Store(W.Max(b, default), to + W.Lanes);
            if (N.Count > 2) W.Store(W.Max(c, default), to + 2 * W.Lanes);
        }
    }

    /// <summary>dz = sum where h &gt; 0, else 0</summary>
    internal readonly unsafe struct PutWhereActive(float* dz, nint width, float* h, nint hWidth) : ITileEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Row<N>(int row, V a, V b, V c) where N : struct, IVectors
        {
            float* to = dz + row * width, from = h + row * hWidth;
            W.Store(W.WherePositive(W.Load(from), a), to);
            if (N.Count > 1) W.Store(W.WherePositive(W.Load(from + W.Lanes), b), to + W.Lanes);
            if (N.Count > 2) W.Store(W.WherePositive(W.Load(from + 2 * W.Lanes), c), to + 2 * W.Lanes);
        }
    }

    /// <summary>The sum is a gradient: Adam moves the weights at once.</summary>
    internal readonly unsafe struct Update(float* w, float* m, float* v, nint width, AdamNumbers* adam) : ITileEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Row<N>(int row, V a, V b, V c) where N : struct, IVectors
        {
            nint at = row * width;
            AdamNumbers.Move(adam, a, w + at, m + at, v + at);
            if (N.Count > 1) AdamNumbers.Move(adam, b, w + at + W.Lanes, m + at + W.Lanes, v + at + W.Lanes);
            if (N.Count > 2) AdamNumbers.Move(adam, c, w + at + 2 * W.Lanes, m + at + 2 * W.Lanes, v + at + 2 * W.Lanes);
        }
    }

    /// <summary>The same, for the first tile of 16 columns of x: the next 16 lie a page apart from one another, and no processor foresees
    /// that.</summary>
    internal readonly struct UpdateAhead(Update update) : ITileEnd
    {
        public static bool FetchesAhead => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Row<N>(int row, V a, V b, V c) where N : struct, IVectors =>
            update.Row<N>(row, a, b, c);
    }
}
