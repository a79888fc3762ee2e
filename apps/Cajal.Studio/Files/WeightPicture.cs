using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>A tensor as a picture: value = scale · byte / 127, −128 where there is nothing.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Scale">The greatest |value| shown.</param>
/// <param name="Pixels">Signed bytes, row by row.</param>
/// <param name="Note">How it is laid out, in a sentence.</param>
internal sealed record WeightPicture(int Width, int Height, double Scale, byte[] Pixels, [property: JsonConverter(typeof(Spoken))] string Note)
{
    private const int MostSide = 512, MostTiles = 256;

    /// <summary>The weights of units over pictures: a tile for each unit.</summary>
    /// <param name="weight">[units, height · width].</param>
    /// <param name="height">Of the pictures that come in.</param>
    /// <param name="width">Of the same.</param>
    public static WeightPicture OfUnits(Tensor weight, int height, int width) => Tiles(weight.To(DType.Float32).ToArray<float>(), weight.Shape[0], 1, height, width, "One tile for each unit, laid out as its input picture.");

    /// <summary>A picture of a tensor: a matrix as it stands, filters as tiles, anything else as rows along its first axis.</summary>
    public static WeightPicture Of(Tensor tensor)
    {
        float[] values = tensor.To(DType.Float32).ToArray<float>();
        // A shape's Count is that of the numbers, which a spread would take for the count of its axes.
        int[] sizes = [.. Enumerable.Range(0, tensor.Rank).Select(axis => tensor.Shape[axis])];
        if (sizes.Length == 4 && sizes[2] * sizes[3] > 1) return Tiles(values, sizes[0], sizes[1], sizes[2], sizes[3], "One tile for each filter and input channel; a row of tiles is a filter.");
        int rows = sizes.Length < 2 ? 1 : sizes[0], columns = values.Length / Math.Max(1, rows);
        return Plain(values, rows, columns);
    }

    private static WeightPicture Tiles(float[] values, int units, int channels, int height, int width, string note)
    {
        int count = units * channels, across = channels > 1 ? Math.Min(channels, MostSide / (width + 1)) : (int)Math.Ceiling(Math.Sqrt(count * (double)height / width));
        across = Math.Max(1, Math.Min(across, MostSide / (width + 1)));
        // Of several channels so many are shown as stand side by side.
        int perUnit = channels > 1 ? across : 1, shown = Math.Min(channels > 1 ? units * perUnit : count, MostTiles / across * across);
        shown = Math.Max(Math.Min(shown, count), 1);
        int down = (shown + across - 1) / across, wide = across * (width + 1) - 1, high = down * (height + 1) - 1;
        double scale = ScaleOf(values);
        var pixels = new byte[wide * high];
        Array.Fill(pixels, unchecked((byte)-128));
        for (int t = 0; t < shown; t++)
        {
            int unit = channels > 1 ? t / perUnit : t, channel = channels > 1 ? t % perUnit : 0, from = (unit * channels + channel) * height * width;
            for (int i = 0; i < height * width; i++) pixels[(t / across * (height + 1) + i / width) * wide + t % across * (width + 1) + i % width] = ByteOf(values[from + i], scale);
        }
        return new WeightPicture(wide, high, scale, pixels, shown < count ? $"{note} Shown are {shown} of {count}." : note);
    }

    // More than fits is shown by the number of greatest size in each square: a mean would hide it.
    private static WeightPicture Plain(float[] values, int rows, int columns)
    {
        int block = Math.Max(1, Math.Max((rows + MostSide - 1) / MostSide, (columns + MostSide - 1) / MostSide)), high = Math.Max(1, (rows + block - 1) / block), wide = Math.Max(1, (columns + block - 1) / block);
        double scale = ScaleOf(values);
        var most = new float[wide * high];
        for (int i = 0; i < values.Length; i++)
        {
            int at = i / columns / block * wide + i % columns / block;
            if (Math.Abs(values[i]) > Math.Abs(most[at]) || !float.IsFinite(values[i])) most[at] = values[i];
        }
        return new WeightPicture(wide, high, scale, Array.ConvertAll(most, v => ByteOf(v, scale)),
            $"Rows are the first axis{(block > 1 ? FormattableString.Invariant($"; each point is the number of greatest size of {block} × {block}") : "")}.");
    }

    private static double ScaleOf(float[] values) => values.Where(float.IsFinite).Select(v => Math.Abs((double)v)).DefaultIfEmpty(0).Max();

    private static byte ByteOf(float value, double scale) => !float.IsFinite(value) ? unchecked((byte)-128) : scale == 0 ? (byte)0 : unchecked((byte)(sbyte)Math.Round(127 * value / scale));
}
