using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Benchmarks.Floor;

/// <summary>The widths of registers the floor is made for.</summary>
internal static class FloorWidths
{
    /// <summary>Those this processor has, in bits, the widest first.</summary>
    public static IReadOnlyList<int> Here { get; } =
        [.. Avx512F.IsSupported ? [512] : Array.Empty<int>(), .. Avx2.IsSupported && Fma.IsSupported ? [256] : Array.Empty<int>()];

    /// <summary>A network for batches of one size and so many shares; of the widest registers, or of those of so many bits.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor lacks them.</exception>
    public static IFloorNetwork Network(int batch, int shares = 1, int? bits = null)
    {
        int width = bits ?? Here.FirstOrDefault();
        if (!Here.Contains(width)) throw new PlatformNotSupportedException(bits is null
            ? "The floor is written for registers of 512 bits, or of 256 with fused multiply-adds, which this processor lacks: "
                + "there is nothing to compare with here."
            : $"The floor cannot be made of registers of {bits} bits here; this processor has it for: {string.Join(", ", Here)}.");
        return width == 512 ? new Fused<Vector512<float>, Bits512>.FloorMlp(batch, shares)
            : new Fused<Vector256<float>, Bits256>.FloorMlp(batch, shares);
    }
}
