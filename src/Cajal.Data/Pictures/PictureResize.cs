namespace Cajal.Data;

/// <summary>y_o = Σ_i w(o, i)·x_i along each axis, w the triangle 1 − |i − centre_o| / s with s = max(1, old / new), its sum brought to
/// 1.</summary>
/// <remarks>Growing, that is the straight line between neighbours; shrinking, a weighted mean over the area a new pixel covers.</remarks>
internal static class PictureResize
{
    public static Picture To(Picture picture, int height, int width)
    {
        int channels = picture.Channels;
        // Across first: [old height, width, channels]; then down.
        var rows = Weights.Of(picture.Width, width);
        var across = new float[picture.Height * width * channels];
        for (int y = 0; y < picture.Height; y++)
        {
            var row = picture.Pixels.Slice(y * picture.Width * channels, picture.Width * channels);
            for (int x = 0; x < width; x++)
                for (int c = 0; c < channels; c++)
                {
                    float sum = 0;
                    for (int i = rows.First[x]; i < rows.Last[x]; i++) sum += rows.At(x, i) * row[i * channels + c];
                    across[(y * width + x) * channels + c] = sum;
                }
        }
        var columns = Weights.Of(picture.Height, height);
        var pixels = new byte[height * width * channels];
        int line = width * channels;
        for (int y = 0; y < height; y++)
            for (int k = 0; k < line; k++)
            {
                float sum = 0;
                for (int i = columns.First[y]; i < columns.Last[y]; i++) sum += columns.At(y, i) * across[i * line + k];
                pixels[y * line + k] = (byte)Math.Clamp(sum + 0.5f, 0, 255);
            }
        return new Picture(height, width, channels, pixels);
    }

    /// <summary>Which old pixels make up each new one, and how much of them.</summary>
    private sealed class Weights(int[] first, int[] last, float[][] values)
    {
        public int[] First => first;

        public int[] Last => last;

        public float[][] Values => values;

        public float At(int to, int from) => Values[to][from - First[to]];

        public static Weights Of(int old, int now)
        {
            int[] first = new int[now], last = new int[now];
            var values = new float[now][];
            double ratio = (double)old / now, reach = Math.Max(1, ratio);
            for (int o = 0; o < now; o++)
            {
                double centre = (o + 0.5) * ratio;
                first[o] = Math.Max(0, (int)Math.Floor(centre - reach + 0.5));
                last[o] = Math.Min(old, (int)Math.Floor(centre + reach + 0.5));
                double[] weights = [.. Enumerable.Range(first[o], last[o] - first[o])
                    .Select(i => Math.Max(0, 1 - Math.Abs(i + 0.5 - centre) / reach))];
                double sum = weights.Sum();
                values[o] = Array.ConvertAll(weights, weight => (float)(weight / sum));
            }
            return new Weights(first, last, values);
        }
    }
}
