namespace Cajal;

/// <summary>Which way a convolution is computed. All of them give the same sums in the same order; what is said here is only about speed.</summary>
internal static class ConvolutionRules
{
    /// <summary>Bytes a chunk works on at most: half of a second cache.</summary>
    private const double ChunkBytes = 192 * 1024;

    /// <summary>What turning a register costs, in multiply-adds.</summary>
    private const double Turned = 6;

    /// <summary>What beginning a picture of its own takes, and writing a register of results to places apart, in multiply-adds.</summary>
    private const double Begun = 4000, Scattered = 100;

    /// <summary>Multiply-adds below which a chunk is not cut further for more threads.</summary>
    private const double LeastWork = 0.25e6;

    /// <summary>Pictures side by side in a register, or one picture at a time. Pictures that are missing in the last register cost as much as others, columns
    /// missing in the last register of a row too; patches that are packed cost a move for each tap, lanes a move for each number.</summary>
    /// <remarks>Measured on Zen 5 with 512 and 256 bits, 32 pictures: 3 × 3, 16 → 16 of 32 × 32 0.64 ms one by one and 0.91 side by side, 64 → 64 of 8 × 8 0.72
    /// and 0.60; by channel, 32 of 28 × 28, 0.68 and 0.39; the transpose of 16 → 32 with stride 2 0.78 and 0.47.</remarks>
    public static bool PutsPicturesSideBySide(in Gathering g, int lanes)
    {
        // In cycles for a register full of results and one tap: half a cycle for a multiply-add, three for a register that is turned.
        double depth = (double)g.Depth / g.Phases.Count, turned = (double)g.Source.Count * g.SourceChannels / ((double)g.Result.Count * g.ResultChannels);
        double side = (double)((g.Images + lanes - 1) / lanes * lanes) / g.Images * (1 + Turned * (1 + turned) / depth);
        int columns = Math.Max(1, g.Result.Width / g.Phases.Width);
        double rows = (double)((columns + lanes - 1) / lanes * lanes) / columns, packed = 1 + Packed(columns, lanes) / g.ResultChannels;
        double one = columns >= lanes ? Math.Min(rows, packed) : packed;
        double registers = Math.Max(1, (double)g.Result.Count / lanes) * g.ResultChannels;
        return side < one + Begun / (registers * depth) + (g.Phases == Extent3.One ? 0 : Scattered / depth);
    }

    /// <summary>Whether rows are read where they lie (or in a frame) instead of packing patches: not much is missing in the last register of each row.</summary>
    public static bool ReadsRows(in StepBox steps, int channels, int lanes)
    {
        if (steps.Columns < lanes || steps.TapCount == 0) return false;
        double registers = (steps.Columns + lanes - 1) / lanes;
        return registers * lanes / steps.Columns < 1 + Packed(steps.Columns, lanes) / channels;
    }

    // Moves for one tap of a register full of results, in multiply-adds: three for each register moved.
    private static double Packed(int columns, int lanes) => 3.0 * ((columns - 1) / lanes + 1) * lanes / columns;

    /// <summary>Results along the long axis in one chunk: as many as fit the cache, and fewer where threads would have nothing to do.</summary>
    /// <param name="g">What is computed.</param>
    /// <param name="bytes">Bytes a chunk of so many works on.</param>
    /// <param name="others">Chunks that there are besides the cuts along the long axis.</param>
    public static int Block(in Gathering g, Func<Gathering, int, double> bytes, int others)
    {
        int all = g.Result[g.LongAxis], block = all;
        while (block > 1 && bytes(g, block) > ChunkBytes) block = (block + 1) / 2;
        int threads = Workers.Count;
        while (threads > 1 && block > 1 && (double)others * ((all - 1) / block + 1) < 2 * threads
            && g.Work / others * block / all > 2 * LeastWork) block = (block + 1) / 2;
        return block;
    }

    /// <summary>Whether gradients of weights are summed with sixteen pictures side by side. Follows from the shape alone, because the order of the sums does.</summary>
    public static bool SumsPicturesSideBySide(in Gathering g) => (g.Images + 7) / 8 * 8 < 1.5 * g.Images || g.Images >= 16;

    /// <summary>Result channels in one chunk of a gradient of weights: all, unless threads would have nothing to do.</summary>
    public static int ChannelsAtOnce(in Gathering g, int parts)
    {
        int all = g.ResultChannels, threads = Workers.Count, channels = all;
        while (threads > 1 && channels > 4 && (double)parts * g.Groups * ((all - 1) / channels + 1) < 2 * threads
            && g.Work / ((double)parts * g.Groups) * channels / all > 2 * LeastWork) channels = (channels + 1) / 2;
        return channels;
    }
}
