namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y[o, p] = Σ over c, k of w[o, c, k] · x[c, p·stride − before + k·dilation] + b[o]; sizes are depth, height, width. A weight meets a whole
    /// padded plane at once; what lies between the results is left out in the end.</summary>
    private static float[] Convolve(float[] x, float[] w, float[]? b, int images, int channels, int outputs, int groups, int[] size, int[] kernel, int[] stride, int[] before, int[] whole, int[] dilation, int[] result)
    {
        x = Padded(x, images * channels, size, before, whole);
        int plane = whole[1] * whole[2], volume = whole[0] * plane, of = channels / groups, taps = kernel[0] * kernel[1] * kernel[2];
        var places = new int[of * taps];
        for (int i = 0; i < places.Length; i++)
            places[i] = (i / taps * volume) + (i % taps / (kernel[1] * kernel[2]) * dilation[0] * plane) + (i % taps / kernel[2] % kernel[1] * dilation[1] * whole[2]) + (i % kernel[2] * dilation[2]);
        var y = new float[images * outputs * result[0] * result[1] * result[2]];
        var sums = new float[((result[1] - 1) * stride[1] * whole[2]) + ((result[2] - 1) * stride[2]) + 1];
        for (int row = 0, to = 0; row < images * outputs; row++)
            for (int d = 0; d < result[0]; d++)
            {
                int o = row % outputs, first = row / outputs * channels + o / (outputs / groups) * of;
                Array.Fill(sums, b is null ? 0 : b[o]);
                AddRows(x, (first * volume) + (d * stride[0] * plane), places, w.AsSpan(o * places.Length, places.Length), sums);
                for (int h = 0; h < result[1]; h++)
                    for (int i = 0; i < result[2]; i++) y[to++] = sums[(h * stride[1] * whole[2]) + (i * stride[2])];
            }
        return y;
    }
}
