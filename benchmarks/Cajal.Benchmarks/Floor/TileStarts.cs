using System.Runtime.CompilerServices;

namespace Cajal.Benchmarks.Floor;

internal static unsafe partial class Fused<V, W> where V : unmanaged where W : struct, IBits<V>
{
    /// <summary>What the sums of a tile start from.</summary>
    internal interface ITileStart
    {
        (V, V, V) Row<N>(int row) where N : struct, IVectors;
    }

    /// <summary>0.</summary>
    internal readonly struct FromZero : ITileStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (V, V, V) Row<N>(int row) where N : struct, IVectors => (default, default, default);
    }

    /// <summary>The bias of each column.</summary>
    internal readonly unsafe struct FromBias(float* bias) : ITileStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (V, V, V) Row<N>(int row) where N : struct, IVectors =>
            (W.Load(bias), N.Count > 1 ? W.Load(bias + W.Lanes) : default, N.Count > 2 ? W.Load(bias + 2 * W.Lanes) : default);
    }
}
