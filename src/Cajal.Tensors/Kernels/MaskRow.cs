using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>What two numbers must be for a mask to hold.</summary>
internal interface IMaskRule<T> where T : unmanaged
{
    bool Holds(T a, T b);

    /// <summary>The same number by number: all bits where it holds (the last bit suffices for bytes), none elsewhere.</summary>
    Vector128<T> Holds(Vector128<T> a, Vector128<T> b);
}

/// <summary>A row of truth values, a byte each, from two rows of numbers of 1, 4 or 8 bytes.</summary>
internal static unsafe class MaskRow
{
    /// <summary>Bytes of a register, and so results at a time.</summary>
    private const int Step = 16;

    /// <summary>yᵢ = whether the rule holds for aᵢ and bᵢ; a step of 0 repeats one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    public static void Run<T, TRule>(T* a, int aStep, T* b, int bStep, bool* y, int count) where T : unmanaged where TRule : struct, IMaskRule<T>
    {
        var rule = default(TRule);
        int i = 0;
        if (aStep is 0 or 1 && bStep is 0 or 1)
        {
            // A repeated number is repeated in memory, and stays where it is while the others move on.
            T* aMany = stackalloc T[Step], bMany = stackalloc T[Step];
            for (int j = 0; j < Step && count > 0; j++) (aMany[j], bMany[j]) = (*a, *b);
            for (; i + Step <= count; i += Step)
            {
                T* p = aStep == 1 ? a + i : aMany, q = bStep == 1 ? b + i : bMany;
                (Sixteen<T, TRule>(rule, p, q) & Vector128<byte>.One).Store((byte*)y + i);
            }
        }
        for (; i < count; i++) y[i] = rule.Holds(a[(nint)i * aStep], b[(nint)i * bStep]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Sixteen<T, TRule>(TRule rule, T* p, T* q) where T : unmanaged where TRule : struct, IMaskRule<T>
    {
        if (sizeof(T) == 1) return rule.Holds(Vector128.Load(p), Vector128.Load(q)).AsByte();
        var low = Vector128.NarrowWithSaturation(Four(rule, p, q), Four(rule, p + 4, q + 4));
        var high = Vector128.NarrowWithSaturation(Four(rule, p + 8, q + 8), Four(rule, p + 12, q + 12));
        return Vector128.NarrowWithSaturation(low, high).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Four<T, TRule>(TRule rule, T* p, T* q) where T : unmanaged where TRule : struct, IMaskRule<T>
    {
        if (sizeof(T) == 4) return rule.Holds(Vector128.Load(p), Vector128.Load(q)).AsInt32();
        Vector128<long> low = rule.Holds(Vector128.Load(p), Vector128.Load(q)).AsInt64();
        return Vector128.Narrow(low, rule.Holds(Vector128.Load(p + 2), Vector128.Load(q + 2)).AsInt64());
    }
}
