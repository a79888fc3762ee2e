using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal.Benchmarks.Floor;

/// <summary>What the sums of a tile start from.</summary>
internal interface ITileStart
{
    (Vector512<float>, Vector512<float>, Vector512<float>) Row<N>(int row) where N : struct, IVectors;
}

/// <summary>0.</summary>
internal readonly struct FromZero : ITileStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<float>, Vector512<float>, Vector512<float>) Row<N>(int row) where N : struct, IVectors => (default, default, default);
}

/// <summary>The bias of each column.</summary>
internal readonly unsafe struct FromBias(float* bias) : ITileStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<float>, Vector512<float>, Vector512<float>) Row<N>(int row) where N : struct, IVectors =>
        (Vector512.Load(bias), N.Count > 1 ? Vector512.Load(bias + 16) : default, N.Count > 2 ? Vector512.Load(bias + 32) : default);
}
