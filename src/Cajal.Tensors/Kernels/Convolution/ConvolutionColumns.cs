using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A convolution of one picture at a time, with results that lie side by side in a register: rows of the picture are read where they lie (or in a copy
/// with zeros around), or patches are packed into a panel first where rows are short or strides long. A chunk is a group of channels of one picture, and a block
/// of its results.</summary>
internal readonly unsafe struct ConvolutionColumns<T, V, W>(ConvolutionTask<T> task) : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    public int Chunks => task.Gathering.Images * task.Blocks * task.Gathering.Groups;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        var g = task.Gathering;
        int rest = Math.DivRem(chunk, g.Groups, out int group), image = Math.DivRem(rest, task.Blocks, out int block);
        Box results = task.BlockBox(block);
        for (int phase = 0; phase < g.Phases.Count; phase++)
        {
            int plane = Math.DivRem(phase, g.Phases.Width, out int pw);
            GatherAxis d = g.Axis(0, plane / g.Phases.Height), h = g.Axis(1, plane % g.Phases.Height), w = g.Axis(2, pw);
            var steps = new StepBox(d, h, w, results);
            if (steps.Count > 0) Phase(image, group, results, steps);
        }
        task.Followed(image, group, results);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Phase(int image, int group, Box results, StepBox steps)
    {
        var g = task.Gathering;
        bool rows = ConvolutionRules.ReadsRows(steps, g.ResultChannels, W.Count);
        Box source = g.SourceBox(results);
        bool inPlace = rows && source.IsInside(g.Source);
        if (inPlace) source = new Box(default, g.Source);
        int depth = g.SourceChannels * steps.TapCount, pitch = Math.Max(W.Count, steps.Count);
        // Straight into the result where it lies side by side there too.
        bool straight = g.Phases == Extent3.One && steps.Count >= W.Count;
        nint panel = inPlace ? 0 : rows ? (nint)g.SourceChannels * source.Count + W.Count : (nint)depth * pitch;
        nint found = straight ? 0 : (nint)g.ResultChannels * pitch;
        int mostSpots = rows ? steps.Lines * ((steps.Columns - 1) / W.Count + 1) : (pitch - 1) / W.Count + 1;
        byte* room = (byte*)GemmScratch.Take((nuint)((panel + found) * sizeof(T) + mostSpots * sizeof(Spot) + depth * sizeof(Tap) + 64));
        T* copy = (T*)room, apart = copy + panel;
        Spot* spots = (Spot*)(((nint)(apart + found) + 15) & ~15);
        Tap* taps = (Tap*)(spots + mostSpots);
        var tile = task.Tile(group);
        T* picture = task.SourceOf(image, group);
        tile.Source = (byte*)(inPlace ? picture : copy);
        tile.Result = (byte*)(straight ? task.ResultOf(image, group, results) : apart);
        tile.ResultRow = (straight ? g.Result.Count : pitch) * sizeof(T);
        tile.Taps = taps;
        tile.Spots = spots;
        tile.Depth = depth;
        int count;
        if (rows)
        {
            if (!inPlace) PicturePatches.Frame(picture, g.SourceChannels, g.Source, source, copy);
            ConvolutionTables.Taps(g, steps.D, steps.H, steps.W, source.Size, sizeof(T), sizeof(T), taps);
            count = RowSpots(steps, source, spots);
        }
        else
        {
            PicturePatches.Pack(picture, g.SourceChannels, g.Source, steps, pitch, copy);
            ConvolutionTables.Taps(g, steps.D, steps.H, steps.W, Extent3.One, sizeof(T), sizeof(T), taps);
            for (int tap = 0; tap < depth; tap++) taps[tap].Source = (nint)tap * pitch * sizeof(T);
            for (count = 0; count < mostSpots; count++)
                spots[count].Source = spots[count].Result = Math.Min(count * W.Count, pitch - W.Count) * sizeof(T);
        }
        ConvolutionSweep<T, V, W>.Run(tile, g.ResultChannels, count);
        if (!straight) PicturePatches.Scatter(apart, pitch, steps, results, g.ResultChannels, g.Result.Count, task.ResultOf(image, group, results));
    }

    // Registers along each row; the last of a row reaches back over its neighbour, and both compute the same numbers there.
    private static int RowSpots(StepBox steps, Box source, Spot* spots)
    {
        Spot* next = spots;
        nint line = 0;
        for (int i = steps.D0; i < steps.D1; i++)
            for (int j = steps.H0; j < steps.H1; j++, line += steps.Columns)
            {
                nint from = ConvolutionTables.SourceOf(steps.D, steps.H, steps.W, source, i, j, steps.W0, sizeof(T));
                for (int k = 0; k < steps.Columns; k += W.Count, next++)
                {
                    int column = Math.Min(k, steps.Columns - W.Count);
                    (next->Source, next->Result) = (from + column * sizeof(T), (line + column) * sizeof(T));
                }
            }
        return (int)(next - spots);
    }

    /// <summary>Bytes that a chunk works on.</summary>
    public static double Bytes(in Gathering g, int block)
    {
        var results = g.ResultBox(0, block);
        return ((double)g.Depth / Math.Max(1, g.Phases.Count) * results.Count + (double)g.ResultChannels * results.Count) * sizeof(T);
    }
}

/// <summary>The steps of a phase whose results lie in a box.</summary>
internal readonly struct StepBox
{
    public readonly GatherAxis D, H, W;
    public readonly int D0, D1, H0, H1, W0, W1;

    public StepBox(GatherAxis d, GatherAxis h, GatherAxis w, Box results)
    {
        (D, H, W) = (d, h, w);
        (D0, D1) = d.StepsIn(results.From.Depth, results.From.Depth + results.Size.Depth);
        (H0, H1) = h.StepsIn(results.From.Height, results.From.Height + results.Size.Height);
        (W0, W1) = w.StepsIn(results.From.Width, results.From.Width + results.Size.Width);
    }

    public StepBox(GatherAxis d, GatherAxis h, GatherAxis w, int d0, int d1, int h0, int h1, int w0, int w1) =>
        (D, H, W, D0, D1, H0, H1, W0, W1) = (d, h, w, d0, d1, h0, h1, w0, w1);

    /// <summary>Steps along the width.</summary>
    public int Columns => W1 - W0;

    /// <summary>Rows of steps.</summary>
    public int Lines => (D1 - D0) * (H1 - H0);

    public int Count => Lines * Columns;

    /// <summary>Taps in one channel.</summary>
    public int TapCount => D.Taps * H.Taps * W.Taps;
}
