namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y[o, p] = Σ over c, k of w[o, c, k] · x[c, p·stride − before + k·dilation] + b[o]; sizes are depth, height, width. Where the stride is 1, a
    /// weight meets a whole padded plane at once, and what lies between the rows is left out in the end.</summary>
    private static float[] Convolve(float[] x, float[] w, float[]? b, int images, int channels, int outputs, int groups, int[] size, int[] kernel, int[] stride, int[] before, int[] whole, int[] dilation, int[] result)
    {
        x = Padded(x, images * channels, size, before, whole);
        int plane = whole[1] * whole[2], volume = whole[0] * plane, of = channels / groups, taps = kernel[0] * kernel[1] * kernel[2];
        var y = new float[images * outputs * result[0] * result[1] * result[2]];
        int reach = ((result[1] - 1) * stride[1] * whole[2]) + ((result[2] - 1) * stride[2]) + 1;
        var sums = new float[reach];
        for (int image = 0; image < images; image++)
            for (int o = 0; o < outputs; o++)
                for (int d = 0; d < result[0]; d++)
                {
                    Array.Fill(sums, b is null ? 0 : b[o]);
                    for (int c = 0; c < of; c++)
                        for (int tap = 0; tap < taps; tap++)
                        {
                            int kd = tap / (kernel[1] * kernel[2]), kh = tap / kernel[2] % kernel[1], kw = tap % kernel[2];
                            int at = ((image * channels + o / (outputs / groups) * of + c) * volume) + ((d * stride[0] + kd * dilation[0]) * plane) + (kh * dilation[1] * whole[2]) + (kw * dilation[2]);
                            AddScaled(x.AsSpan(at, reach), w[(o * of + c) * taps + tap], sums);
                        }
                    int to = ((image * outputs + o) * result[0] + d) * result[1] * result[2];
                    for (int h = 0; h < result[1]; h++)
                        for (int i = 0; i < result[2]; i++) y[to++] = sums[(h * stride[1] * whole[2]) + (i * stride[2])];
                }
        return y;
    }
}
