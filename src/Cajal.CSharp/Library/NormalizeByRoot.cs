namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = x/√(mean x² + ε) · γ of each row.</summary>
    private static float[] NormalizeByRoot(float[] x, int row, float epsilon, float[]? gamma)
    {
        var y = new float[x.Length];
        for (int from = 0; from < x.Length; from += row)
        {
            double square = 0;
            for (int i = from; i < from + row; i++) square += (double)x[i] * x[i];
            double root = 1 / Math.Sqrt(square / row + epsilon);
            for (int i = from; i < from + row; i++) y[i] = (float)(x[i] * root);
        }
        return Factors(y, gamma, null, 1);
    }
}
