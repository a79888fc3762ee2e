using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal.Benchmarks.Floor;

/// <summary>What is done with the sums of a tile.</summary>
internal interface ITileEnd
{
    /// <summary>True when the 16 numbers of A after those in use are called into the cache meanwhile.</summary>
    static virtual bool FetchesAhead => false;

    void Row<N>(int row, Vector512<float> x, Vector512<float> y, Vector512<float> z) where N : struct, IVectors;
}

/// <summary>y = sum</summary>
internal readonly unsafe struct Put(float* y, nint width) : ITileEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Row<N>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c) where N : struct, IVectors
    {
        float* to = y + row * width;
        a.Store(to);
        if (N.Count > 1) b.Store(to + 16);
        if (N.Count > 2) c.Store(to + 32);
    }
}

/// <summary>y = max(sum, 0)</summary>
internal readonly unsafe struct PutRelu(float* y, nint width) : ITileEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Row<N>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c) where N : struct, IVectors
    {
        float* to = y + row * width;
        Vector512.MaxNative(a, default).Store(to);
        if (N.Count > 1) Vector512.MaxNative(b, default).Store(to + 16);
        if (N.Count > 2) Vector512.MaxNative(c, default).Store(to + 32);
    }
}

/// <summary>dz = sum where h &gt; 0, else 0</summary>
internal readonly unsafe struct PutWhereActive(float* dz, nint width, float* h, nint hWidth) : ITileEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Row<N>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c) where N : struct, IVectors
    {
        float* to = dz + row * width, from = h + row * hWidth;
        Active(a, from).Store(to);
        if (N.Count > 1) Active(b, from + 16).Store(to + 16);
        if (N.Count > 2) Active(c, from + 32).Store(to + 32);
    }

    private static Vector512<float> Active(Vector512<float> sum, float* h) => Vector512.GreaterThan(Vector512.Load(h), default) & sum;
}

/// <summary>The sum is a gradient: Adam moves the weights at once.</summary>
internal readonly unsafe struct Update(float* w, float* m, float* v, nint width, AdamNumbers* adam) : ITileEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Row<N>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c) where N : struct, IVectors
    {
        nint at = row * width;
        AdamNumbers.Move(adam, a, w + at, m + at, v + at);
        if (N.Count > 1) AdamNumbers.Move(adam, b, w + at + 16, m + at + 16, v + at + 16);
        if (N.Count > 2) AdamNumbers.Move(adam, c, w + at + 32, m + at + 32, v + at + 32);
    }
}

/// <summary>The same, for the first tile of 16 columns of x: the next 16 lie a page apart from one another, and no processor foresees
/// that.</summary>
internal readonly struct UpdateAhead(Update update) : ITileEnd
{
    public static bool FetchesAhead => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Row<N>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c) where N : struct, IVectors =>
        update.Row<N>(row, a, b, c);
}
