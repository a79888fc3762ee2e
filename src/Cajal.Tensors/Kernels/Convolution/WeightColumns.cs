using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Gradients of weights one picture at a time: patches are packed, and places lie side by side. A chunk is some result channels of a group, for one
/// picture.</summary>
internal readonly unsafe struct WeightColumns<T, V, W>(WeightTask<T> task) : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    private const int Lanes = 16;

    /// <summary>Bytes of packed patches at a time.</summary>
    private const double PackedBytes = 128 * 1024;

    public static int Parts(in Gathering g) => g.Images;

    /// <inheritdoc cref="WeightLanes{T, V, W}.Block"/>
    public static int Block(in Gathering g)
    {
        int block = g.Result[g.LongAxis];
        while (block > 1 && (double)g.Depth * g.ResultBox(0, block).Count * sizeof(T) > PackedBytes) block = (block + 1) / 2;
        return block;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        var g = task.Gathering;
        var (group, image, channel, end) = task.Of(chunk);
        int channels = end - channel, all = g.Result[g.LongAxis];
        T* sums = task.SumsOf(image, group, channel), totals = task.TotalsOf(image, group, channel);
        PictureLanes.NativeClear(sums, (nint)channels * g.Depth);
        if (totals != null) PictureLanes.NativeClear(totals, channels);
        GatherAxis d = g.Axis(0, 0), h = g.Axis(1, 0), w = g.Axis(2, 0);
        nint widest = Pitch(g.ResultBox(0, task.Block).Count);
        nint framed = g.SourceChannels * FrameOf(g, g.ResultBox(0, task.Block)).Plane + W.Count + Lanes & ~(Lanes - 1);
        byte* room = (byte*)GemmScratch.Take((nuint)((framed + (g.Depth + channels) * widest) * sizeof(T) + g.Depth * sizeof(Tap) + 2 * sizeof(DotLine)));
        T* copy = (T*)room, patches = copy + framed, gradients = patches + g.Depth * widest;
        var sweep = new DotSweep<T, V, W>
        {
            Gradients = (byte*)gradients,
            GradientStep = Lanes * sizeof(T),
            GradientPart = W.Count * sizeof(T),
            Source = (byte*)patches,
            SourceStep = Lanes * sizeof(T),
            SourcePart = W.Count * sizeof(T),
            Taps = (Tap*)(gradients + channels * widest),
            Depth = g.Depth,
            LineCount = 1,
            Parts = Lanes / W.Count,
        };
        sweep.Lines = (DotLine*)(sweep.Taps + g.Depth);
        sweep.Exchanged = sweep.Lines + 1;
        sweep.Lines[0] = sweep.Exchanged[0] = default;
        for (int from = 0; from < all; from += task.Block)
        {
            Box results = g.ResultBox(from, Math.Min(all, from + task.Block));
            int pitch = Pitch(results.Count);
            var frame = FrameOf(g, results);
            var steps = new StepBox(d, h, w, results);
            frame.Fill<T, V, W>(task.SourceOf(image, group), g.SourceChannels, g.Source, copy);
            ConvolutionTables.TapsOfOne(g, steps, frame, sizeof(T), sweep.Taps);
            frame.Pack<T, V, W>(copy, g.SourceChannels, steps, sweep.Taps, pitch, patches);
            nint place = ConvolutionTables.ResultOf(d, h, w, new Box(default, g.Result), results.From.Depth, results.From.Height, results.From.Width);
            for (int c = 0; c < channels; c++)
            {
                var row = new Span<T>(gradients + (nint)c * pitch, pitch);
                new ReadOnlySpan<T>(task.GradientsOf(image, group, channel + c) + place, results.Count).CopyTo(row);
                row[results.Count..].Clear();
            }
            for (int tap = 0; tap < g.Depth; tap++) sweep.Taps[tap].Source = (nint)tap * pitch * sizeof(T);
            sweep.GradientRow = (nint)pitch * sizeof(T);
            sweep.Steps = pitch / Lanes;
            sweep.AddTo(channels, sums, totals);
        }
    }

    private static PictureFrame FrameOf(in Gathering g, Box results) =>
        new(g.SourceBox(results), g.Axis(2, 0).SourceStep, g.Kernel.Height == 1 ? g.Axis(1, 0).SourceStep : 1);

    private static int Pitch(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
