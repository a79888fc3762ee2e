namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>The largest number or the sum of each window of each plane.</summary>
    private static float[] Pool(float[] x, bool largest, Window depth, Window height, Window width)
    {
        int planes = x.Length / (depth.In * height.In * width.In), at = 0;
        var y = new float[planes * depth.Out * height.Out * width.Out];
        for (int plane = 0; plane < planes; plane++)
            for (int od = 0; od < depth.Out; od++)
                for (int oh = 0; oh < height.Out; oh++)
                    for (int ow = 0; ow < width.Out; ow++)
                    {
                        var (d0, d1) = depth.Of(od);
                        var (h0, h1) = height.Of(oh);
                        var (w0, w1) = width.Of(ow);
                        float found = largest ? float.NegativeInfinity : 0;
                        for (int d = d0; d < d1; d += depth.Dilation)
                            for (int h = h0; h < h1; h += height.Dilation)
                                for (int w = w0; w < w1; w += width.Dilation)
                                {
                                    float value = x[((plane * depth.In + d) * height.In + h) * width.In + w];
                                    found = largest ? Math.Max(found, value) : found + value;
                                }
                        y[at++] = found;
                    }
        return y;
    }
}
