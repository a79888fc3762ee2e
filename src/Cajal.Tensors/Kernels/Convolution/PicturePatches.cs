using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Copies of parts of one picture for <see cref="ConvolutionColumns{T, V, W}"/> and <see cref="WeightColumns{T, V, W}"/>.</summary>
internal static unsafe class PicturePatches
{
    /// <summary>A box of all channels, with zeros where it reaches beyond the picture.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Frame<T>(T* picture, int channels, Extent3 size, Box box, T* target) where T : unmanaged
    {
        PictureLanes.NativeClear(target, (nint)channels * box.Count);
        int d0 = Math.Max(0, box.From.Depth), d1 = Math.Min(size.Depth, box.From.Depth + box.Size.Depth);
        int h0 = Math.Max(0, box.From.Height), h1 = Math.Min(size.Height, box.From.Height + box.Size.Height);
        int w0 = Math.Max(0, box.From.Width), length = Math.Min(size.Width, box.From.Width + box.Size.Width) - w0;
        if (length <= 0) return;
        for (int channel = 0; channel < channels; channel++)
            for (int d = d0; d < d1; d++)
                for (int h = h0; h < h1; h++)
                {
                    T* from = picture + (((nint)channel * size.Depth + d) * size.Height + h) * size.Width + w0;
                    T* to = target + (((nint)channel * box.Size.Depth + d - box.From.Depth) * box.Size.Height + h - box.From.Height) * box.Size.Width
                        + w0 - box.From.Width;
                    new ReadOnlySpan<T>(from, length).CopyTo(new Span<T>(to, length));
                }
    }

    /// <summary>For each tap of each channel a row of <paramref name="pitch"/> numbers: what each step looks at, and zeros after the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(T* picture, int channels, Extent3 size, in StepBox steps, int pitch, T* target) where T : unmanaged
    {
        for (int channel = 0; channel < channels; channel++, picture += size.Count)
            for (int i = 0; i < steps.D.Taps; i++)
                for (int j = 0; j < steps.H.Taps; j++)
                    for (int k = 0; k < steps.W.Taps; k++, target += pitch)
                        Row(picture, size, steps, steps.D.FirstShift + i * steps.D.ShiftStep, steps.H.FirstShift + j * steps.H.ShiftStep,
                            steps.W.FirstShift + k * steps.W.ShiftStep, pitch, target);
    }

    /// <summary>Writes results of steps, channel by channel <paramref name="pitch"/> numbers apart, to their places in a box of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(T* found, int pitch, in StepBox steps, Box results, int channels, nint plane, T* target) where T : unmanaged
    {
        for (int channel = 0; channel < channels; channel++, found += pitch, target += plane)
        {
            T* next = found;
            for (int i = steps.D0; i < steps.D1; i++)
                for (int j = steps.H0; j < steps.H1; j++)
                {
                    T* to = target + ConvolutionTables.ResultOf(steps.D, steps.H, steps.W, results, i, j, steps.W0);
                    for (int k = steps.W0; k < steps.W1; k++, to += steps.W.ResultStep) *to = *next++;
                }
        }
    }

    // A few numbers; the last register may overlap the one before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(T* from, T* to, int count) where T : unmanaged
    {
        int i = 0;
        if (count >= Vector256<T>.Count)
        {
            for (; i + Vector256<T>.Count <= count; i += Vector256<T>.Count) Vector256.Load(from + i).Store(to + i);
            if (i < count) Vector256.Load(from + count - Vector256<T>.Count).Store(to + count - Vector256<T>.Count);
            return;
        }
        for (; i < count; i++) to[i] = from[i];
    }

    // The last number read lies at 2 · count − 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EverySecond(float* from, float* to, int count)
    {
        int i = 0;
        if (Avx2.IsSupported)
            for (; i + 9 <= count; i += 8)
            {
                var even = Avx.Shuffle(Vector256.Load(from + 2 * i), Vector256.Load(from + 2 * i + 8), 0x88);
                Avx2.Permute4x64(even.AsDouble(), 0xD8).AsSingle().Store(to + i);
            }
        for (; i < count; i++) to[i] = from[2 * i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<T>(T* picture, Extent3 size, in StepBox steps, int dShift, int hShift, int wShift, int pitch, T* target) where T : unmanaged
    {
        T* end = target + pitch;
        // Steps along the width that look into the picture: 0 ≤ k · step + shift < width.
        int step = steps.W.SourceStep, columns = steps.Columns;
        int first = Math.Clamp(wShift >= 0 ? 0 : (-wShift + step - 1) / step, steps.W0, steps.W1) - steps.W0;
        int last = Math.Clamp(size.Width - wShift <= 0 ? 0 : (size.Width - wShift - 1) / step + 1, steps.W0 + first, steps.W1) - steps.W0;
        for (int i = steps.D0; i < steps.D1; i++)
        {
            int d = i * steps.D.SourceStep + dShift;
            for (int j = steps.H0; j < steps.H1; j++, target += columns)
            {
                int h = j * steps.H.SourceStep + hShift;
                if ((uint)d >= (uint)size.Depth || (uint)h >= (uint)size.Height || first >= last)
                {
                    new Span<T>(target, columns).Clear();
                    continue;
                }
                T* from = picture + ((nint)d * size.Height + h) * size.Width + (nint)(steps.W0 + first) * step + wShift;
                for (int k = 0; k < first; k++) target[k] = default;
                if (step == 1) Move(from, target + first, last - first);
                else if (step == 2 && sizeof(T) == sizeof(float)) EverySecond((float*)from, (float*)(target + first), last - first);
                else for (int k = first; k < last; k++, from += step) target[k] = *from;
                for (int k = last; k < columns; k++) target[k] = default;
            }
        }
        if (target < end) new Span<T>(target, (int)(end - target)).Clear();
    }
}
