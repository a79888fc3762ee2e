using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>A row of choices between two rows of numbers of 1, 4 or 8 bytes.</summary>
internal static unsafe class ChooseRow
{
    /// <summary>Bytes of a register, and so truth values at a time.</summary>
    private const int Step = 16;

    /// <summary>yᵢ = aᵢ where the mask holds, bᵢ elsewhere; a step of 0 repeats one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    public static void Run<T>(bool* mask, int maskStep, T* a, int aStep, T* b, int bStep, T* y, int count) where T : unmanaged
    {
        int i = 0;
        if (maskStep == 1 && aStep is 0 or 1 && bStep is 0 or 1)
        {
            T* aMany = stackalloc T[Step], bMany = stackalloc T[Step];
            for (int j = 0; j < Step && count > 0; j++) (aMany[j], bMany[j]) = (*a, *b);
            for (; i + Step <= count; i += Step)
            {
                T* p = aStep == 1 ? a + i : aMany, q = bStep == 1 ? b + i : bMany;
                Sixteen(Vector128<byte>.Zero - Vector128.Load((byte*)mask + i), p, q, y + i);
            }
        }
        for (; i < count; i++) y[i] = mask[(nint)i * maskStep] ? a[(nint)i * aStep] : b[(nint)i * bStep];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen<T>(Vector128<byte> mask, T* p, T* q, T* y) where T : unmanaged
    {
        if (sizeof(T) == 1)
        {
            Choose(mask, p, q, y);
            return;
        }
        var (low, high) = Vector128.Widen(mask.AsSByte());
        Eight(low, p, q, y);
        Eight(high, p + 8, q + 8, y + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight<T>(Vector128<short> mask, T* p, T* q, T* y) where T : unmanaged
    {
        var (low, high) = Vector128.Widen(mask);
        if (sizeof(T) == 4)
        {
            Choose(low.AsByte(), p, q, y);
            Choose(high.AsByte(), p + 4, q + 4, y + 4);
            return;
        }
        var (first, second) = Vector128.Widen(low);
        var (third, fourth) = Vector128.Widen(high);
        Choose(first.AsByte(), p, q, y);
        Choose(second.AsByte(), p + 2, q + 2, y + 2);
        Choose(third.AsByte(), p + 4, q + 4, y + 4);
        Choose(fourth.AsByte(), p + 6, q + 6, y + 6);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose<T>(Vector128<byte> mask, T* p, T* q, T* y) where T : unmanaged =>
        Vector128.ConditionalSelect(mask, Vector128.Load((byte*)p), Vector128.Load((byte*)q)).Store((byte*)y);
}
