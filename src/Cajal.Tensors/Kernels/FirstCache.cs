using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>What the processor says of its first data cache.</summary>
internal static class FirstCache
{
    private const int Unknown = 8, Intel = 4, Amd = unchecked((int)0x80000005);

    /// <summary>How many lines that lie whole pages apart it holds at once: 8 on older processors (32 KB), 12 on newer (48 KB); 8 when it does not say.</summary>
    public static int Ways { get; } = !X86Base.IsSupported ? Unknown : OfAmd() ?? OfIntel() ?? Unknown;

    // Ecx: ways in bits 16-23; 0 on processors of others.
    private static int? OfAmd() => Has(Amd) && ((X86Base.CpuId(Amd, 0).Ecx >> 16) & 255) is > 0 and int ways ? ways : null;

    // A cache for each number. Eax: kind in bits 0-4 (1: data, 0: no more), level in bits 5-7. Ebx: ways less one in bits 22-31.
    private static int? OfIntel()
    {
        for (int cache = 0; Has(Intel) && cache < 8; cache++)
        {
            var (eax, ebx, _, _) = X86Base.CpuId(Intel, cache);
            if ((eax & 31) == 1 && ((eax >> 5) & 7) == 1) return (int)((uint)ebx >> 22) + 1;
        }
        return null;
    }

    // Whether the processor knows a leaf: the first of its range names the last.
    private static bool Has(int leaf) => (uint)X86Base.CpuId(leaf & unchecked((int)0x80000000), 0).Eax >= (uint)leaf;
}
