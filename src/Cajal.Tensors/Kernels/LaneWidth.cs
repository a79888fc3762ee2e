using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Work written against registers of any width.</summary>
internal interface IRegisterWork<T> where T : unmanaged
{
    /// <summary>Does it. Mark it <c>AggressiveOptimization | NoInlining</c>.</summary>
    void Run<V, R>() where V : struct where R : struct, IRegister<T, V>;
}

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

    /// <summary>Does work in the widest registers there are, or that tests allow.</summary>
    public static void Run<TWork, T>(ref TWork work) where TWork : struct, IRegisterWork<T> where T : unmanaged
    {
        int bits = Elementwise.WidestBits;
        if (Has512 && bits >= 512) work.Run<Vector512<T>, Register512<T>>();
        else if (Has256 && bits >= 256) work.Run<Vector256<T>, Register256<T>>();
        else if (Has128 && bits >= 128) work.Run<Vector128<T>, Register128<T>>();
        else work.Run<T, Register1<T>>();
    }
}
