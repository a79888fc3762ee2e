using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A convolution with as many pictures side by side as a register holds: no edge, stride or dilation wastes a number, and weights are read one by one.
/// A chunk is a group of channels of so many pictures, and a block of their results.</summary>
internal readonly unsafe struct ConvolutionLanes<T, V, W>(ConvolutionTask<T> task) : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    public int Chunks => ((task.Gathering.Images - 1) / W.Count + 1) * task.Blocks * task.Gathering.Groups;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        var g = task.Gathering;
        int rest = Math.DivRem(chunk, g.Groups, out int group), first = Math.DivRem(rest, task.Blocks, out int block) * W.Count;
        int images = Math.Min(W.Count, g.Images - first);
        Box results = task.BlockBox(block), source = g.SourceBox(results);
        nint sourceNumbers = (nint)g.SourceChannels * source.Count * W.Count, resultNumbers = (nint)g.ResultChannels * results.Count * W.Count;
        byte* room = (byte*)GemmScratch.Take((nuint)((sourceNumbers + resultNumbers) * sizeof(T) + (nint)results.Count * sizeof(Spot) + (nint)g.Depth * sizeof(Tap)));
        T* lanes = (T*)room, found = lanes + sourceNumbers;
        Spot* spots = (Spot*)(found + resultNumbers);
        Tap* taps = (Tap*)(spots + results.Count);
        PictureLanes.Fill(task.SourceOf(first, group), task.SourceImage, g.SourceChannels, g.Source, source, images, W.Count, lanes);
        var tile = task.Tile(group);
        tile.Source = (byte*)lanes;
        tile.Result = (byte*)found;
        tile.ResultRow = (nint)results.Count * W.Count * sizeof(T);
        tile.Taps = taps;
        tile.Spots = spots;
        for (int phase = 0; phase < g.Phases.Count; phase++)
        {
            int plane = Math.DivRem(phase, g.Phases.Width, out int pw);
            GatherAxis d = g.Axis(0, plane / g.Phases.Height), h = g.Axis(1, plane % g.Phases.Height), w = g.Axis(2, pw);
            int count = Spots(d, h, w, source, results, spots);
            tile.Depth = ConvolutionTables.Taps(g, d, h, w, source.Size, W.Count * sizeof(T), sizeof(T), taps);
            ConvolutionSweep<T, V, W>.Run(tile, g.ResultChannels, count);
        }
        PictureLanes.Spread(found, g.ResultChannels, results.Count, images, W.Count, task.ResultOf(first, group, results), g.Result.Count, task.ResultImage);
        for (int image = first; image < first + images; image++) task.Followed(image, group, results);
    }

    /// <summary>Bytes that a chunk works on.</summary>
    public static double Bytes(in Gathering g, int block)
    {
        var results = g.ResultBox(0, block);
        return ((double)g.SourceChannels * g.SourceBox(results).Count + (double)g.ResultChannels * results.Count) * W.Count * sizeof(T);
    }

    private static int Spots(GatherAxis d, GatherAxis h, GatherAxis w, Box source, Box results, Spot* spots)
    {
        nint unit = W.Count * sizeof(T);
        var (d0, d1) = d.StepsIn(results.From.Depth, results.From.Depth + results.Size.Depth);
        var (h0, h1) = h.StepsIn(results.From.Height, results.From.Height + results.Size.Height);
        var (w0, w1) = w.StepsIn(results.From.Width, results.From.Width + results.Size.Width);
        Spot* next = spots;
        for (int i = d0; i < d1; i++)
            for (int j = h0; j < h1; j++)
            {
                nint from = ConvolutionTables.SourceOf(d, h, w, source, i, j, w0, unit), to = ConvolutionTables.ResultOf(d, h, w, results, i, j, w0) * unit;
                for (int k = w0; k < w1; k++, next++, from += w.SourceStep * unit, to += w.ResultStep * unit) (next->Source, next->Result) = (from, to);
            }
        return (int)(next - spots);
    }
}
