using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A convolution with as many pictures side by side as a register holds: no edge, stride or dilation wastes a number, and weights are read one by one.
/// A chunk is a group of channels of so many pictures, and a block of their results.</summary>
internal readonly unsafe struct ConvolutionLanes<T, V, W>(ConvolutionTask<T> task) : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    private const int MostTapsByEdges = 49;

    public int Chunks => ((task.Gathering.Images - 1) / W.Count + 1) * task.Blocks * task.Gathering.Groups;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        var g = task.Gathering;
        int rest = Math.DivRem(chunk, g.Groups, out int group), first = Math.DivRem(rest, task.Blocks, out int block) * W.Count;
        int images = Math.Min(W.Count, g.Images - first);
        Box results = task.BlockBox(block), source = g.SourceBox(results);
        // Results near the edge are sums of fewer taps; where kernels are so large that every place is near an edge, zeros around are cheaper than many lists.
        bool byEdges = g.Kernel.Count <= MostTapsByEdges;
        if (byEdges) source = source.Inside(g.Source);
        nint sourceNumbers = (nint)g.SourceChannels * source.Count * W.Count, resultNumbers = (nint)g.ResultChannels * results.Count * W.Count;
        byte* room = (byte*)GemmScratch.Take((nuint)((sourceNumbers + resultNumbers) * sizeof(T) + (nint)results.Count * sizeof(Spot) + (nint)g.Kernel.Count * sizeof(Tap)));
        T* lanes = (T*)room, found = lanes + sourceNumbers;
        Spot* spots = (Spot*)(found + resultNumbers);
        Tap* taps = (Tap*)(spots + results.Count);
        PictureLanes.Fill(task.SourceOf(first, group), task.SourceImage, g.SourceChannels, g.Source, source, images, W.Count, lanes);
        var tile = task.Tile(group);
        // A residual lies picture by picture, and so is added later.
        bool ends = tile.End.IsThere && tile.End.Residual == 0;
        if (!ends) tile.End = default;
        tile.Source = (byte*)lanes;
        tile.Result = (byte*)found;
        tile.ResultRow = (nint)results.Count * W.Count * sizeof(T);
        tile.Channels = g.SourceChannels;
        tile.WeightStep = g.WeightOfSource * sizeof(T);
        tile.SourceStep = (nint)source.Count * W.Count * sizeof(T);
        tile.Taps = taps;
        tile.Spots = spots;
        for (int phase = 0; phase < g.Phases.Count; phase++)
        {
            int plane = Math.DivRem(phase, g.Phases.Width, out int pw);
            GatherAxis d = g.Axis(0, plane / g.Phases.Height), h = g.Axis(1, plane % g.Phases.Height), w = g.Axis(2, pw);
            Phase(g, ref tile, new StepBox(d, h, w, results), source, results, byEdges);
        }
        PictureLanes.Spread(found, g.ResultChannels, results.Count, images, W.Count, task.ResultOf(first, group, results), g.Result.Count, task.ResultImage);
        if (ends) return;
        for (int image = first; image < first + images; image++) task.Followed(image, group, results);
    }

    // Steps that see the same taps, one box after the other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Phase(in Gathering g, ref ConvolutionTile<T> tile, in StepBox steps, Box source, Box results, bool byEdges)
    {
        nint unit = W.Count * sizeof(T);
        int i, j, k;
        for (int td = steps.D0; td < steps.D1; td = i)
        {
            (i, var d) = byEdges ? steps.D.RunFrom(td, steps.D1, g.Source.Depth) : (steps.D1, steps.D);
            for (int th = steps.H0; th < steps.H1; th = j)
            {
                (j, var h) = byEdges ? steps.H.RunFrom(th, steps.H1, g.Source.Height) : (steps.H1, steps.H);
                for (int tw = steps.W0; tw < steps.W1; tw = k)
                {
                    (k, var w) = byEdges ? steps.W.RunFrom(tw, steps.W1, g.Source.Width) : (steps.W1, steps.W);
                    tile.Depth = ConvolutionTables.TapsOfOne(g, d, h, w, source.Size, unit, sizeof(T), tile.Taps);
                    int count = Spots(new StepBox(d, h, w, td, i, th, j, tw, k), source, results, tile.Spots);
                    ConvolutionSweep<T, V, W>.Run(tile, g.ResultChannels, count);
                }
            }
        }
    }

    /// <summary>Bytes that a chunk works on.</summary>
    public static double Bytes(in Gathering g, int block)
    {
        var results = g.ResultBox(0, block);
        return ((double)g.SourceChannels * g.SourceBox(results).Count + (double)g.ResultChannels * results.Count) * W.Count * sizeof(T);
    }

    private static int Spots(in StepBox s, Box source, Box results, Spot* spots)
    {
        nint unit = W.Count * sizeof(T), step = s.W.SourceStep * unit, apart = s.W.ResultStep * unit;
        Spot* next = spots;
        for (int i = s.D0; i < s.D1; i++)
            for (int j = s.H0; j < s.H1; j++)
            {
                nint from = ConvolutionTables.SourceOf(s.D, s.H, s.W, source, i, j, s.W0, unit);
                nint to = ConvolutionTables.ResultOf(s.D, s.H, s.W, results, i, j, s.W0) * unit;
                for (int k = s.W0; k < s.W1; k++, next++, from += step, to += apart) (next->Source, next->Result) = (from, to);
            }
        return (int)(next - spots);
    }
}
