using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Gradients of weights with sixteen pictures side by side. A chunk is some result channels of a group, for sixteen pictures.</summary>
internal readonly unsafe struct WeightLanes<T, V, W>(WeightTask<T> task) : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    private const int Together = 16;

    /// <summary>Bytes of the gradients and the source of a tile: those stay in the first cache.</summary>
    private const double NearBytes = 40 * 1024;

    public static int Parts(in Gathering g) => (g.Images - 1) / Together + 1;

    /// <summary>Places along the long axis at a time; follows from the shape alone, because each block is summed for itself.</summary>
    public static int Block(in Gathering g)
    {
        int block = g.Result[g.LongAxis];
        while (block > 1 && Bytes(g, block) > NearBytes) block = (block + 1) / 2;
        return block;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        var g = task.Gathering;
        var (group, part, channel, end) = task.Of(chunk);
        int first = part * Together, images = Math.Min(Together, g.Images - first), parts = (images - 1) / W.Count + 1, channels = end - channel;
        int all = g.Result[g.LongAxis];
        T* sums = task.SumsOf(part, group, channel), totals = task.TotalsOf(part, group, channel);
        PictureLanes.NativeClear(sums, (nint)channels * g.Depth);
        if (totals != null) PictureLanes.NativeClear(totals, channels);
        GatherAxis d = g.Axis(0, 0), h = g.Axis(1, 0), w = g.Axis(2, 0);
        Box widest = g.ResultBox(0, task.Block);
        nint sourceRoom = (nint)g.SourceChannels * g.SourceBox(widest).Count * W.Count, gradientRoom = (nint)channels * widest.Count * W.Count;
        int mostLines = widest.Size.Depth * widest.Size.Height;
        byte* room = (byte*)GemmScratch.Take((nuint)(parts * (sourceRoom + gradientRoom) * sizeof(T) + (nint)g.Depth * sizeof(Tap) + 2 * mostLines * sizeof(DotLine)));
        T* source = (T*)room, gradients = source + parts * sourceRoom;
        var sweep = new DotSweep<T, V, W>
        {
            Gradients = (byte*)gradients,
            GradientStep = W.Count * sizeof(T),
            GradientPart = gradientRoom * sizeof(T),
            Source = (byte*)source,
            SourceStep = (nint)w.SourceStep * W.Count * sizeof(T),
            SourcePart = sourceRoom * sizeof(T),
            Taps = (Tap*)(gradients + parts * gradientRoom),
            Parts = parts,
        };
        sweep.Lines = (DotLine*)(sweep.Taps + g.Depth);
        sweep.Exchanged = sweep.Lines + mostLines;
        for (int from = 0; from < all; from += task.Block)
        {
            Box results = g.ResultBox(from, Math.Min(all, from + task.Block)), seen = g.SourceBox(results);
            for (int p = 0; p < parts; p++)
            {
                int start = first + p * W.Count, count = Math.Min(W.Count, first + images - start);
                PictureLanes.Fill(task.SourceOf(start, group), task.SourceImage, g.SourceChannels, g.Source, seen, count, W.Count, source + p * sourceRoom);
                PictureLanes.Fill(task.GradientsOf(start, group, channel), task.GradientImage, channels, g.Result, results, count, W.Count,
                    gradients + p * gradientRoom);
            }
            sweep.GradientRow = (nint)results.Count * W.Count * sizeof(T);
            sweep.Depth = ConvolutionTables.Taps(g, d, h, w, seen.Size, W.Count * sizeof(T), sizeof(T), sweep.Taps);
            sweep.Steps = results.Size.Width;
            sweep.LineCount = 0;
            for (int i = 0; i < results.Size.Depth; i++)
                for (int j = 0; j < results.Size.Height; j++, sweep.LineCount++)
                {
                    nint a = (nint)sweep.LineCount * sweep.Steps * W.Count * sizeof(T);
                    nint b = ConvolutionTables.SourceOf(d, h, w, seen, results.From.Depth + i, results.From.Height + j, results.From.Width, W.Count * sizeof(T));
                    (sweep.Lines[sweep.LineCount].A, sweep.Lines[sweep.LineCount].B) = (a, b);
                    (sweep.Exchanged[sweep.LineCount].A, sweep.Exchanged[sweep.LineCount].B) = (b, a);
                }
            sweep.AddTo(channels, sums, totals);
        }
    }

    private static double Bytes(in Gathering g, int block)
    {
        var results = g.ResultBox(0, block);
        return (3.0 * results.Count + g.SourceBox(results).Count) * Together * sizeof(T);
    }
}
