using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A convolution of one picture at a time, with results that lie side by side in a register: rows of the picture are read where they lie (or in a
/// <see cref="PictureFrame"/>), or patches are packed into a panel first where rows are short. A chunk is a group of channels of one picture, and a block
/// of its results.</summary>
internal readonly unsafe struct ConvolutionColumns<T, V, W>(ConvolutionTask<T> task) : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    public int Chunks => task.Gathering.Images * task.Blocks * task.Gathering.Groups;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        var g = task.Gathering;
        int rest = Math.DivRem(chunk, g.Groups, out int group), image = Math.DivRem(rest, task.Blocks, out int block);
        Box results = task.BlockBox(block), source = g.SourceBox(results);
        int step = g.Axis(2, 0).SourceStep;
        bool inPlace = step == 1 && source.IsInside(g.Source);
        nint work = 0;
        for (int phase = 0; phase < g.Phases.Count; phase++)
        {
            var steps = StepsOf(g, phase, results);
            inPlace &= steps.Count == 0 || ConvolutionRules.ReadsRows(steps, g.ResultChannels, W.Count);
            work = Math.Max(work, new Room(g, steps).Bytes);
        }
        // Only each so-many-th row is looked at by kernels of one row.
        var frame = inPlace ? new PictureFrame(new Box(default, g.Source), 1)
            : new PictureFrame(source, step, g.Kernel.Height == 1 ? g.Axis(1, 0).SourceStep : 1);
        nint copied = inPlace ? 0 : (g.SourceChannels * frame.Plane + W.Count) * sizeof(T) + 64 & ~63;
        byte* room = (byte*)GemmScratch.Take((nuint)(copied + work));
        T* picture = task.SourceOf(image, group);
        if (!inPlace) frame.Fill<T, V, W>(picture, g.SourceChannels, g.Source, (T*)room);
        bool ended = false;
        for (int phase = 0; phase < g.Phases.Count; phase++)
        {
            var steps = StepsOf(g, phase, results);
            if (steps.Count > 0) ended = Phase(image, group, results, steps, frame, inPlace ? picture : (T*)room, room + copied);
        }
        if (!ended) task.Followed(image, group, results);
    }

    private static StepBox StepsOf(in Gathering g, int phase, Box results)
    {
        int plane = Math.DivRem(phase, g.Phases.Width, out int pw);
        return new StepBox(g.Axis(0, plane / g.Phases.Height), g.Axis(1, plane % g.Phases.Height), g.Axis(2, pw), results);
    }

    // True when what follows has been done, too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Phase(int image, int group, Box results, StepBox steps, in PictureFrame frame, T* picture, byte* memory)
    {
        var g = task.Gathering;
        var room = new Room(g, steps);
        T* panel = (T*)memory, apart = panel + room.Panel;
        Spot* spots = (Spot*)(((nint)(apart + room.Found) + 15) & ~15);
        Tap* taps = (Tap*)(spots + room.Spots);
        var tile = task.Tile(group);
        bool ends = room.Straight && tile.End.IsThere;
        tile.Result = (byte*)(room.Straight ? task.ResultOf(image, group, results) : apart);
        tile.ResultRow = (room.Straight ? g.Result.Count : room.Pitch) * sizeof(T);
        if (!ends) tile.End = default;
        tile.Taps = taps;
        tile.Spots = spots;
        tile.Depth = steps.TapCount;
        tile.Channels = g.SourceChannels;
        tile.WeightStep = g.WeightOfSource * sizeof(T);
        ConvolutionTables.TapsOfOne(g, steps, frame, sizeof(T), taps);
        int count;
        if (room.Rows)
        {
            tile.Source = (byte*)picture;
            tile.SourceStep = frame.Plane * sizeof(T);
            count = RowSpots(steps, frame, spots);
        }
        else
        {
            tile.Source = (byte*)panel;
            tile.SourceStep = (nint)steps.TapCount * room.Pitch * sizeof(T);
            frame.Pack<T, V, W>(picture, g.SourceChannels, steps, taps, room.Pitch, panel);
            for (int tap = 0; tap < steps.TapCount; tap++) taps[tap].Source = (nint)tap * room.Pitch * sizeof(T);
            for (count = 0; count < room.Spots; count++)
                spots[count].Source = spots[count].Result = Math.Min(count * W.Count, room.Pitch - W.Count) * sizeof(T);
        }
        ConvolutionSweep<T, V, W>.Run(tile, g.ResultChannels, count);
        if (!room.Straight) Scatter(apart, room.Pitch, steps, results, g.ResultChannels, g.Result.Count, task.ResultOf(image, group, results));
        return ends;
    }

    // Registers along each row; the last of a row reaches back over its neighbour, and both compute the same numbers there.
    private static int RowSpots(StepBox steps, in PictureFrame frame, Spot* spots)
    {
        Spot* next = spots;
        nint line = 0;
        for (int i = 0; i < steps.D1 - steps.D0; i++)
            for (int j = 0; j < steps.H1 - steps.H0; j++, line += steps.Columns)
            {
                nint from = frame.Line(steps, i, j);
                for (int k = 0; k < steps.Columns; k += W.Count, next++)
                {
                    int column = Math.Min(k, steps.Columns - W.Count);
                    (next->Source, next->Result) = ((from + column) * sizeof(T), (line + column) * sizeof(T));
                }
            }
        return (int)(next - spots);
    }

    // Results of steps, channel by channel so many numbers apart, to their places in a box of the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(T* found, int pitch, in StepBox steps, Box results, int channels, nint plane, T* target)
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

    // What the steps of a phase need.
    private readonly struct Room
    {
        public readonly bool Rows, Straight;
        public readonly int Pitch, Spots;
        public readonly nint Panel, Found;
        private readonly int taps;

        public Room(in Gathering g, in StepBox steps)
        {
            Rows = ConvolutionRules.ReadsRows(steps, g.ResultChannels, W.Count);
            // Straight into the result where it lies side by side there too.
            Straight = g.Phases == Extent3.One && steps.Count >= W.Count;
            taps = steps.TapCount;
            Pitch = Math.Max(W.Count, steps.Count);
            Panel = Rows ? 0 : (nint)g.SourceChannels * taps * Pitch + W.Count;
            Found = Straight ? 0 : (nint)g.ResultChannels * Pitch;
            Spots = Rows ? steps.Lines * ((steps.Columns - 1) / W.Count + 1) : (Pitch - 1) / W.Count + 1;
        }

        public nint Bytes => (Panel + Found) * sizeof(T) + Spots * sizeof(Spot) + taps * sizeof(Tap) + 64;
    }

    /// <summary>Bytes that a chunk works on.</summary>
    public static double Bytes(in Gathering g, int block)
    {
        var results = g.ResultBox(0, block);
        bool rows = ConvolutionRules.ReadsRows(StepsOf(g, 0, results), g.ResultChannels, W.Count);
        double panel = rows ? 0 : (double)g.Depth / Math.Max(1, g.Phases.Count) * results.Count;
        return (panel + (double)g.SourceChannels * g.SourceBox(results).Count + (double)g.ResultChannels * results.Count) * sizeof(T);
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
