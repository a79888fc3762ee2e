namespace Cajal;

/// <summary>The lists of taps and spots that the innermost loop walks, for one phase of a gathering.</summary>
internal static unsafe class ConvolutionTables
{
    /// <summary>Taps of all source channels: channel by channel, then by depth, height and width. The source box lies channel by channel with
    /// <paramref name="unit"/> bytes for each number. Returns how many there are.</summary>
    public static int Taps(in Gathering g, GatherAxis d, GatherAxis h, GatherAxis w, Extent3 box, nint unit, int size, Tap* taps)
    {
        Tap* next = taps;
        nint plane = (nint)box.Count * unit;
        for (int channel = 0; channel < g.SourceChannels; channel++)
            for (int i = 0; i < d.Taps; i++)
                for (int j = 0; j < h.Taps; j++)
                {
                    nint kernelRow = ((nint)(d.FirstTap + i * d.TapStep) * g.Kernel.Height + h.FirstTap + j * h.TapStep) * g.Kernel.Width;
                    nint line = ((nint)(d.FirstShift + i * d.ShiftStep) * box.Height + h.FirstShift + j * h.ShiftStep) * box.Width;
                    for (int k = 0; k < w.Taps; k++, next++)
                    {
                        next->Weight = (channel * g.WeightOfSource + kernelRow + w.FirstTap + k * w.TapStep) * size;
                        next->Source = channel * plane + (line + w.FirstShift + k * w.ShiftStep) * unit;
                    }
                }
        return (int)(next - taps);
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
