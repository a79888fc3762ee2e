namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y[o, i] = Σ over c, k and those p with p·stride − before + k·dilation = i of w[c, o, k] · x[c, p] + b[o]: the transpose of a convolution.</summary>
    private static float[] ConvolveBack(float[] x, float[] w, float[]? b, int images, int channels, int outputs, int groups, int[] size, int[] kernel, int[] stride, int[] before, int[] dilation, int[] result)
    {
        int of = outputs / groups, places = size[0] * size[1] * size[2], taps = kernel[0] * kernel[1] * kernel[2], results = result[0] * result[1] * result[2];
        var y = new float[images * outputs * results];
        for (int i = 0; i < y.Length && b is not null; i++) y[i] = b[i / results % outputs];
        for (int row = 0; row < images * channels; row++)
            for (int p = 0; p < places; p++)
                for (int tap = 0; tap < taps; tap++)
                {
                    int d = p / (size[1] * size[2]) * stride[0] - before[0] + tap / (kernel[1] * kernel[2]) * dilation[0];
                    int h = p / size[2] % size[1] * stride[1] - before[1] + tap / kernel[2] % kernel[1] * dilation[1];
                    int v = p % size[2] * stride[2] - before[2] + tap % kernel[2] * dilation[2];
                    if ((uint)d >= result[0] || (uint)h >= result[1] || (uint)v >= result[2]) continue;
                    int channel = row % channels, first = row / channels * outputs + channel / (channels / groups) * of;
                    for (int o = 0; o < of; o++)
                        y[(first + o) * results + (d * result[1] + h) * result[2] + v] += x[row * places + p] * w[(channel * of + o) * taps + tap];
                }
        return y;
    }
}
