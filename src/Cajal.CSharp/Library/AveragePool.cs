namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>The mean of each window of each plane; a divisor of 0 divides by the numbers counted.</summary>
    private static float[] AveragePool(float[] x, bool countPadding, int divisor, Window depth, Window height, Window width)
    {
        var y = Pool(x, false, depth, height, width);
        for (int i = 0; i < y.Length; i++)
            y[i] /= divisor != 0 ? divisor : depth.Counted(i / (height.Out * width.Out) % depth.Out, countPadding)
                * height.Counted(i / width.Out % height.Out, countPadding) * width.Counted(i % width.Out, countPadding);
        return y;
    }
}
