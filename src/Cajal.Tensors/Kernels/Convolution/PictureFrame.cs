using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>What one picture's results look at: a box of it with zeros around, its columns sorted by their remainder when divided by the stride,
/// [channel][depth][row][remainder][column / stride]. So the steps of a row look at numbers side by side whatever the stride is.</summary>
/// <remarks>With a stride of 1 and a box of the whole picture that is the picture as it lies.</remarks>
internal readonly unsafe struct PictureFrame
{
    private readonly Box box;
    private readonly int step, part, rowStep;

    /// <param name="box">The box of the picture.</param>
    /// <param name="step">Columns from one step to the next.</param>
    /// <param name="rowStep">Only each so-many-th row of the box is looked at.</param>
    public PictureFrame(Box box, int step, int rowStep = 1) => (this.box, this.step, this.rowStep, part) = (box, step, rowStep, (box.Size.Width + step - 1) / step);

    /// <summary>Numbers of one channel.</summary>
    public nint Plane => (nint)box.Size.Depth * box.Size.Height * Row;

    private nint Row => (nint)step * part;

    /// <summary>The numbers from the first of a channel to the one that a tap with these shifts looks at from the first step.</summary>
    public nint At(in StepBox steps, int dShift, int hShift, int wShift)
    {
        int d = steps.D0 * steps.D.SourceStep + dShift - box.From.Depth, h = steps.H0 * steps.H.SourceStep + hShift - box.From.Height;
        var (column, remainder) = Math.DivRem(steps.W0 * steps.W.SourceStep + wShift - box.From.Width, step);
        return ((nint)d * box.Size.Height + h) * Row + remainder * part + column;
    }

    /// <summary>Numbers from what the first step looks at to what the first step of a line does, lines (i, j) counted from the first.</summary>
    public nint Line(in StepBox steps, int i, int j) => ((nint)i * steps.D.SourceStep * box.Size.Height + (nint)j * steps.H.SourceStep) * Row;

    /// <summary>Copies it from a picture.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill<T, V, W>(T* picture, int channels, Extent3 size, T* target) where T : unmanaged where V : struct where W : struct, IWide<T, V>
    {
        if (!box.IsInside(size) || part * step > box.Size.Width) NativeMemory.Clear(target, (nuint)(channels * Plane) * (nuint)sizeof(T));
        int d0 = Math.Max(0, box.From.Depth), d1 = Math.Min(size.Depth, box.From.Depth + box.Size.Depth);
        int h0 = Math.Max(0, box.From.Height), h1 = Math.Min(size.Height, box.From.Height + box.Size.Height);
        h0 += (rowStep - (h0 - box.From.Height) % rowStep) % rowStep;
        int w0 = Math.Max(0, box.From.Width), length = Math.Min(size.Width, box.From.Width + box.Size.Width) - w0, before = w0 - box.From.Width;
        if (length <= 0) return;
        nint row = Row, fromStep = (nint)rowStep * size.Width, toStep = rowStep * row;
        bool wide = step == 1 && length >= W.Count;
        nint whole = length / W.Count * W.Count, last = length - W.Count;
        for (int channel = 0; channel < channels; channel++)
            for (int d = d0; d < d1; d++)
            {
                T* from = picture + (((nint)channel * size.Depth + d) * size.Height + h0) * size.Width + w0;
                T* to = target + (((nint)channel * box.Size.Depth + d - box.From.Depth) * box.Size.Height + h0 - box.From.Height) * row;
                if (wide)
                {
                    to += before;
                    for (int h = h0; h < h1; h += rowStep, from += fromStep, to += toStep)
                    {
                        for (nint i = 0; i < whole; i += W.Count) W.Store(W.Load(from + i), to + i);
                        if (last != whole - W.Count) W.Store(W.Load(from + last), to + last);
                    }
                    continue;
                }
                for (int h = h0; h < h1; h += rowStep, from += fromStep, to += toStep)
                {
                    if (step == 1) Move<T, V, W>(from, to + before, length);
                    else if (step == 2 && typeof(T) == typeof(float))
                        Unweave((float*)from, (float*)(to + before % 2 * part + before / 2), (float*)(to + (before + 1) % 2 * part + (before + 1) / 2), length);
                    else
                        for (int i = 0; i < length; i++) to[(before + i) % step * part + (before + i) / step] = from[i];
                }
            }
    }

    /// <summary>For each tap of each channel a row of <paramref name="pitch"/> numbers: what each step looks at, and zeros after the last. Reads and writes up
    /// to a register less one beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack<T, V, W>(T* frame, int channels, in StepBox steps, Tap* taps, int pitch, T* target) where T : unmanaged where V : struct
        where W : struct, IWide<T, V>
    {
        int columns = steps.Columns, rest = pitch - steps.Count, planes = steps.D1 - steps.D0, lines = steps.H1 - steps.H0;
        nint line = Line(steps, 0, 1), plane = Line(steps, 1, 0);
        for (int channel = 0; channel < channels; channel++, frame += Plane)
            for (Tap* tap = taps, end = taps + steps.TapCount; tap != end; tap++, target += rest)
            {
                T* first = (T*)((byte*)frame + tap->Source);
                for (int i = 0; i < planes; i++, first += plane)
                {
                    T* from = first;
                    int j = 0;
                    // Two rows of half a register are one.
                    if (Avx512F.IsSupported && W.Count * sizeof(T) == 64 && columns * sizeof(T) == 32)
                        for (; j + 2 <= lines; j += 2, from += 2 * line, target += 2 * columns)
                            Avx512F.InsertVector256(Vector256.Load((double*)from).ToVector512Unsafe(), Vector256.Load((double*)(from + line)), 1)
                                .Store((double*)target);
                    for (; j < lines; j++, from += line, target += columns)
                        // What a register holds beyond the end of a row, the next row overwrites.
                        for (int k = 0; k < columns; k += W.Count) W.Store(W.Load(from + k), target + k);
                }
                for (int k = 0; k < rest; k++) target[k] = default;
            }
    }

    // Fewer numbers than a register holds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T, V, W>(T* from, T* to, int count) where T : unmanaged where V : struct where W : struct, IWide<T, V>
    {
        if (W.HasParts)
        {
            V mask = W.Mask(count);
            W.StorePart(W.LoadPart(from, mask), to, mask);
        }
        else
            for (int i = 0; i < count; i++) to[i] = from[i];
    }

    // Numbers 0, 2, 4, … to one place and 1, 3, 5, … to another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unweave(float* from, float* evens, float* odds, int length)
    {
        int i = 0;
        if (Avx512F.IsSupported)
        {
            Vector512<int> even = Vector512<int>.Indices + Vector512<int>.Indices, odd = even + Vector512<int>.One;
            for (; i + 32 <= length; i += 32)
            {
                Vector512<float> a = Vector512.Load(from + i), b = Vector512.Load(from + i + 16);
                Avx512F.PermuteVar16x32x2(a, even, b).Store(evens + i / 2);
                Avx512F.PermuteVar16x32x2(a, odd, b).Store(odds + i / 2);
            }
        }
        if (Avx2.IsSupported)
            for (; i + 16 <= length; i += 16)
            {
                Vector256<float> a = Vector256.Load(from + i), b = Vector256.Load(from + i + 8);
                Avx2.Permute4x64(Avx.Shuffle(a, b, 0x88).AsDouble(), 0xD8).AsSingle().Store(evens + i / 2);
                Avx2.Permute4x64(Avx.Shuffle(a, b, 0xDD).AsDouble(), 0xD8).AsSingle().Store(odds + i / 2);
            }
        for (; i + 1 < length; i += 2) (evens[i / 2], odds[i / 2]) = (from[i], from[i + 1]);
        if (i < length) evens[i / 2] = from[i];
    }
}
