using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>A way to turn random bits into numbers, eight Philox blocks at a time.</summary>
internal interface IDraw<T> where T : unmanaged
{
    /// <summary>How many numbers eight blocks give; at most 32.</summary>
    static abstract int Batch { get; }

    /// <summary>Part of the Philox counter, so that draws of different kinds never share bits.</summary>
    static abstract uint Stream { get; }

    /// <summary>Turns the 8 low and 8 high halves of eight blocks into <see cref="Batch"/> numbers.</summary>
    void Write(Vector512<ulong> low, Vector512<ulong> high, ref T destination);
}

/// <summary>Random numbers by address: the number at a position depends on (key, position) and on nothing else.</summary>
/// <remarks>Position p lies in batch p / Batch, made of the blocks 8 · batch .. 8 · batch + 7 of the draw's stream. All widths of vectors run the same code.</remarks>
internal static class Draws
{
    public const uint WordStream = 0, SingleStream = 1, NormalStream = 2, NormalSingleStream = 3, ForkStream = 4, ChildStream = 5;

    /// <summary>Fills with the numbers at start, start + 1, ...; threads may fill slices, each with its own start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T, TDraw>(ulong key, ulong start, Span<T> destination, TDraw draw)
        where T : unmanaged where TDraw : struct, IDraw<T>
    {
        Span<T> part = stackalloc T[TDraw.Batch];
        while (destination.Length > 0)
        {
            ulong batch = start / (uint)TDraw.Batch;
            int skip = (int)(start % (uint)TDraw.Batch);
            int taken = Math.Min(TDraw.Batch - skip, destination.Length);
            var (low, high) = Philox.Eight(key, batch * 8, TDraw.Stream);
            if (taken == TDraw.Batch)
                draw.Write(low, high, ref MemoryMarshal.GetReference(destination));
            else
            {
                draw.Write(low, high, ref MemoryMarshal.GetReference(part));
                part.Slice(skip, taken).CopyTo(destination);
            }
            destination = destination[taken..];
            start += (uint)taken;
        }
    }
}

/// <summary>64 random bits.</summary>
internal readonly struct WordDraw : IDraw<ulong>
{
    public static int Batch => 16;

    public static uint Stream => Draws.WordStream;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<ulong> low, Vector512<ulong> high, ref ulong destination)
    {
        low.StoreUnsafe(ref destination);
        high.StoreUnsafe(ref destination, 8);
    }
}

/// <summary>low + (high − low) · u with u = bits · 2⁻²⁴ in [0, 1); the result stays below high in spite of rounding.</summary>
internal readonly struct UniformSingleDraw(float low, float high) : IDraw<float>
{
    private readonly float last = high > low ? MathF.BitDecrement(high) : high;

    public static int Batch => 32;

    public static uint Stream => Draws.SingleStream;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<ulong> lowBits, Vector512<ulong> highBits, ref float destination)
    {
        Scale(lowBits).StoreUnsafe(ref destination);
        Scale(highBits).StoreUnsafe(ref destination, 16);
    }

    private Vector512<float> Scale(Vector512<ulong> bits)
    {
        var u = Vector512.ConvertToSingle((bits.AsUInt32() >>> 8).AsInt32()) * Vector512.Create(1f / (1 << 24));
        return Vector512.MinNative(Vector512.Create(low) + Vector512.Create(high - low) * u, Vector512.Create(last));
    }
}

/// <summary>low + (high − low) · u with u = bits · 2⁻⁵³ in [0, 1), from the same bits as <see cref="WordDraw"/>.</summary>
internal readonly struct UniformDoubleDraw(double low, double high) : IDraw<double>
{
    private readonly double last = high > low ? Math.BitDecrement(high) : high;

    public static int Batch => 16;

    public static uint Stream => Draws.WordStream;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<ulong> lowBits, Vector512<ulong> highBits, ref double destination)
    {
        Scale(lowBits).StoreUnsafe(ref destination);
        Scale(highBits).StoreUnsafe(ref destination, 8);
    }

    private Vector512<double> Scale(Vector512<ulong> bits)
    {
        var u = Vector512.ConvertToDouble((bits >>> 11).AsInt64()) * Vector512.Create(1.0 / (1L << 53));
        return Vector512.MinNative(Vector512.Create(low) + Vector512.Create(high - low) * u, Vector512.Create(last));
    }
}

/// <summary>mean + σ · √(−2 ln u₁) · (cos 2πu₂, sin 2πu₂), u₁ in (0, 1] with 32 bits, so |z| is below 6.7.</summary>
/// <remarks>Source: Box and Muller (1958), A note on the generation of random normal deviates.</remarks>
internal readonly struct NormalSingleDraw(float mean, float standardDeviation) : IDraw<float>
{
    public static int Batch => 32;

    public static uint Stream => Draws.NormalSingleStream;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<ulong> low, Vector512<ulong> high, ref float destination)
    {
        var u1 = (Vector512.ConvertToSingle(low.AsUInt32()) + Vector512.Create(0.5f)) * Vector512.Create(1f / (1L << 32));
        var angle = Vector512.ConvertToSingle((high.AsUInt32() >>> 8).AsInt32()) * Vector512.Create(MathF.Tau / (1 << 24));
        var radius = Vector512.Sqrt(Vector512.Create(-2f) * Vector512.Log(u1)) * Vector512.Create(standardDeviation);
        (Vector512.Create(mean) + radius * LaneTrigonometry.Cos<float, Vector512<float>, Register512<float>>(angle)).StoreUnsafe(ref destination);
        (Vector512.Create(mean) + radius * LaneTrigonometry.Sin<float, Vector512<float>, Register512<float>>(angle)).StoreUnsafe(ref destination, 16);
    }
}

/// <summary>mean + σ · √(−2 ln u₁) · (cos 2πu₂, sin 2πu₂), u₁ in (0, 1] with 53 bits, so |z| is below 8.6.</summary>
internal readonly struct NormalDoubleDraw(double mean, double standardDeviation) : IDraw<double>
{
    public static int Batch => 16;

    public static uint Stream => Draws.NormalStream;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<ulong> low, Vector512<ulong> high, ref double destination)
    {
        var unit = Vector512.Create(1.0 / (1L << 53));
        var u1 = (Vector512.ConvertToDouble((low >>> 11).AsInt64()) + Vector512.Create(1.0)) * unit;
        var angle = Vector512.ConvertToDouble((high >>> 11).AsInt64()) * unit * Vector512.Create(Math.Tau);
        var radius = Vector512.Sqrt(Vector512.Create(-2.0) * Vector512.Log(u1)) * Vector512.Create(standardDeviation);
        (Vector512.Create(mean) + radius * LaneTrigonometry.Cos<double, Vector512<double>, Register512<double>>(angle)).StoreUnsafe(ref destination);
        (Vector512.Create(mean) + radius * LaneTrigonometry.Sin<double, Vector512<double>, Register512<double>>(angle)).StoreUnsafe(ref destination, 8);
    }
}

/// <summary>scale where u &lt; keep, else 0, with u as <see cref="UniformSingleDraw"/> has it in [0, 1).</summary>
internal readonly struct MaskSingleDraw(float keep, float scale) : IDraw<float>
{
    public static int Batch => UniformSingleDraw.Batch;

    public static uint Stream => UniformSingleDraw.Stream;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<ulong> lowBits, Vector512<ulong> highBits, ref float destination)
    {
        Choose(lowBits).StoreUnsafe(ref destination);
        Choose(highBits).StoreUnsafe(ref destination, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Choose(Vector512<ulong> bits)
    {
        var u = Vector512.ConvertToSingle((bits.AsUInt32() >>> 8).AsInt32()) * Vector512.Create(1f / (1 << 24));
        return Vector512.ConditionalSelect(Vector512.LessThan(u, Vector512.Create(keep)), Vector512.Create(scale), Vector512<float>.Zero);
    }
}

/// <summary>scale where u &lt; keep, else 0, with u as <see cref="UniformDoubleDraw"/> has it in [0, 1).</summary>
internal readonly struct MaskDoubleDraw(double keep, double scale) : IDraw<double>
{
    public static int Batch => UniformDoubleDraw.Batch;

    public static uint Stream => UniformDoubleDraw.Stream;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<ulong> lowBits, Vector512<ulong> highBits, ref double destination)
    {
        Choose(lowBits).StoreUnsafe(ref destination);
        Choose(highBits).StoreUnsafe(ref destination, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Choose(Vector512<ulong> bits)
    {
        var u = Vector512.ConvertToDouble((bits >>> 11).AsInt64()) * Vector512.Create(1.0 / (1L << 53));
        return Vector512.ConditionalSelect(Vector512.LessThan(u, Vector512.Create(keep)), Vector512.Create(scale), Vector512<double>.Zero);
    }
}
