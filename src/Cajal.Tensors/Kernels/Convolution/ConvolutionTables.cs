using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>The lists of taps and spots that the innermost loop walks, for one phase of a gathering.</summary>
internal static unsafe class ConvolutionTables
{
    /// <summary>Taps of the first source channel by depth, height and width. The source box lies channel by channel with <paramref name="unit"/> bytes for each
    /// number. Returns how many there are.</summary>
    public static int TapsOfOne(in Gathering g, GatherAxis d, GatherAxis h, GatherAxis w, Extent3 box, nint unit, int size, Tap* taps)
    {
        Tap* next = taps;
        for (int i = 0; i < d.Taps; i++)
            for (int j = 0; j < h.Taps; j++)
            {
                nint kernelRow = ((nint)(d.FirstTap + i * d.TapStep) * g.Kernel.Height + h.FirstTap + j * h.TapStep) * g.Kernel.Width;
                nint line = ((nint)(d.FirstShift + i * d.ShiftStep) * box.Height + h.FirstShift + j * h.ShiftStep) * box.Width;
                for (int k = 0; k < w.Taps; k++, next++)
                {
                    next->Weight = (kernelRow + w.FirstTap + k * w.TapStep) * size;
                    next->Source = (line + w.FirstShift + k * w.ShiftStep) * unit;
                }
            }
        return (int)(next - taps);
    }

    /// <summary>The same for all source channels, channel by channel: those of the first, a plane and a kernel further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Taps(in Gathering g, GatherAxis d, GatherAxis h, GatherAxis w, Extent3 box, nint unit, int size, Tap* taps)
    {
        int count = TapsOfOne(g, d, h, w, box, unit, size, taps), all = count * g.SourceChannels;
        nint weight = g.WeightOfSource * size, plane = (nint)box.Count * unit;
        Tap* next = taps + count;
        for (Tap* from = taps, end = taps + all; next < end; from++, next++) (next->Weight, next->Source) = (from->Weight + weight, from->Source + plane);
        return all;
    }

    /// <summary>Taps of the first source channel in a frame of one picture, from what the first step looks at.</summary>
    public static void TapsOfOne(in Gathering g, in StepBox steps, in PictureFrame frame, int size, Tap* taps)
    {
        Tap* next = taps;
        for (int i = 0; i < steps.D.Taps; i++)
            for (int j = 0; j < steps.H.Taps; j++)
            {
                nint kernelRow = ((nint)(steps.D.FirstTap + i * steps.D.TapStep) * g.Kernel.Height + steps.H.FirstTap + j * steps.H.TapStep) * g.Kernel.Width;
                for (int k = 0; k < steps.W.Taps; k++, next++)
                {
                    next->Weight = (kernelRow + steps.W.FirstTap + k * steps.W.TapStep) * size;
                    next->Source = frame.At(steps, steps.D.FirstShift + i * steps.D.ShiftStep, steps.H.FirstShift + j * steps.H.ShiftStep,
                        steps.W.FirstShift + k * steps.W.ShiftStep) * size;
                }
            }
    }

    /// <summary>The bytes from the start of a source box to the number that step (d, h, w) looks at with shift 0.</summary>
    public static nint SourceOf(GatherAxis d, GatherAxis h, GatherAxis w, Box box, int td, int th, int tw, nint unit) =>
        (((nint)td * d.SourceStep - box.From.Depth) * box.Size.Height + (nint)th * h.SourceStep - box.From.Height) * box.Size.Width * unit
        + ((nint)tw * w.SourceStep - box.From.Width) * unit;

    /// <summary>The number of a result within its box, counted row by row.</summary>
    public static nint ResultOf(GatherAxis d, GatherAxis h, GatherAxis w, Box box, int td, int th, int tw) =>
        (((nint)d.Origin + (nint)td * d.ResultStep - box.From.Depth) * box.Size.Height + h.Origin + (nint)th * h.ResultStep - box.From.Height)
        * box.Size.Width + w.Origin + (nint)tw * w.ResultStep - box.From.Width;
}
