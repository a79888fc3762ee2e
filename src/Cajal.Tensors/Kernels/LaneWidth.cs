using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>What this machine's registers can do; all of it constants to the JIT.</summary>
internal static class LaneWidth
{
    /// <summary>True where AVX-512 is. <see cref="Vector512.IsHardwareAccelerated"/> says no on processors that clock down for it, and yet loops gain there
    /// (a Cascade Lake at 2.5 GHz, 512 against 256 bits: exp 1.7, tanh 1.6, Adam 1.2, additions in L1 1.5, beyond it 1.0 to 1.1 times as fast).</summary>
    public static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    /// <summary>True where 256 bits are one register.</summary>
    public static bool Has256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated;
    }

    /// <summary>True where 128 bits are one register.</summary>
    public static bool Has128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated;
    }

    /// <summary>Bits of the widest register; 0 where there is none.</summary>
    public static int Widest => Has512 ? 512 : Has256 ? 256 : Has128 ? 128 : 0;

    /// <summary>1.5·2²³ (Float32), 1.5·2⁵² (Float64): added to a small number, it leaves the nearest whole number in the last bits.</summary>
    public const float MagicFloat = 12582912;

    /// <inheritdoc cref="MagicFloat"/>
    public const double Magic = 6755399441055744;
}
