namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>The largest number or the sum of each window of each plane.</summary>
    private static float[] Pool(float[] x, bool largest, Window depth, Window height, Window width)
    {
        int planes = x.Length / (depth.In * height.In * width.In), at = 0;
        var y = new float[planes * depth.Out * height.Out * width.Out];
        var columns = new (int First, int End)[width.Out];
        for (int i = 0; i < columns.Length; i++) columns[i] = width.Of(i);
        for (int slice = 0; slice < planes * depth.Out; slice++)
            for (int row = 0; row < height.Out; row++)
            {
                var (d0, d1) = depth.Of(slice % depth.Out);
                var (h0, h1) = height.Of(row);
                foreach (var (w0, w1) in columns)
                {
                    float found = largest ? float.NegativeInfinity : 0;
                    for (int d = d0; d < d1; d += depth.Dilation)
                        for (int h = h0; h < h1; h += height.Dilation)
                        {
                            int from = ((slice / depth.Out * depth.In + d) * height.In + h) * width.In;
                            for (int i = from + w0; i < from + w1; i += width.Dilation) found = largest ? Math.Max(found, x[i]) : found + x[i];
                        }
                    y[at++] = found;
                }
            }
        return y;
    }
}
