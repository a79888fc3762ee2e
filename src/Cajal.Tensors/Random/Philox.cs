using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Philox4x32-10: (counter of 128 bits, key of 64 bits) ↦ 128 random bits, a bijection of the counter for every key.</summary>
/// <remarks>Ten rounds of (x₀, x₁, x₂, x₃) ← (hi(M₁·x₂) ⊕ x₁ ⊕ k₀, lo(M₁·x₂), hi(M₀·x₀) ⊕ x₃ ⊕ k₁, lo(M₀·x₀)); the key grows by (W₀, W₁) between rounds.
/// Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, section 3.3.</remarks>
internal static class Philox
{
    private const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57;
    private const uint W0 = 0x9E3779B9, W1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>One block: the key is (low half, high half).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (uint X0, uint X1, uint X2, uint X3) Block(ulong key, uint x0, uint x1, uint x2, uint x3)
    {
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)M0 * x0, p1 = (ulong)M1 * x2;
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ k1, (uint)p0);
            k0 += W0;
            k1 += W1;
        }
        return (x0, x1, x2, x3);
    }

    /// <summary>Eight blocks at once: those with the counters (block + i, 0, stream) for i = 0..7, as 64-bit (low, high) halves; lane i holds block i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (Vector512<ulong> Low, Vector512<ulong> High) Eight(ulong key, ulong block, uint stream)
    {
        // Every lane of 64 bits carries one number of 32 bits, because the product of two of them needs the room.
        var half = Vector512.Create(0xFFFFFFFFul);
        var counter = Vector512.Create(block) + Vector512.Create(0ul, 1, 2, 3, 4, 5, 6, 7);
        Vector512<ulong> x0 = counter & half, x1 = counter >>> 32, x2 = Vector512<ulong>.Zero, x3 = Vector512.Create((ulong)stream);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> p0 = Product(x0, M0), p1 = Product(x2, M1);
            (x0, x1, x2, x3) = ((p1 >>> 32) ^ x1 ^ Vector512.Create((ulong)k0), p1 & half, (p0 >>> 32) ^ x3 ^ Vector512.Create((ulong)k1), p0 & half);
            k0 += W0;
            k1 += W1;
        }
        return (x0 | (x1 << 32), x2 | (x3 << 32));
    }

    /// <summary>x · m for numbers of 32 bits in lanes of 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> x, uint m)
    {
        if (Avx512F.IsSupported) return Avx512F.Multiply(x.AsUInt32(), Vector512.Create(m));
        if (Avx2.IsSupported)
        {
            var many = Vector256.Create(m);
            return Vector512.Create(Avx2.Multiply(x.GetLower().AsUInt32(), many), Avx2.Multiply(x.GetUpper().AsUInt32(), many));
        }
        return x * Vector512.Create((ulong)m);
    }
}
