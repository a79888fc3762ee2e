namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>Planes with zeros around them: [planes, size] each, in [planes, size + before + after].</summary>
    private static float[] Padded(float[] x, int planes, int[] size, int[] before, int[] whole)
    {
        var y = new float[planes * whole[0] * whole[1] * whole[2]];
        for (int plane = 0; plane < planes; plane++)
            for (int d = 0; d < size[0]; d++)
                for (int h = 0; h < size[1]; h++)
                    Array.Copy(x, ((plane * size[0] + d) * size[1] + h) * size[2], y, ((plane * whole[0] + d + before[0]) * whole[1] + h + before[1]) * whole[2] + before[2], size[2]);
        return y;
    }
}
