namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = (x − μ)/√(σ² + ε) · γ + β, μ and σ² of each group of numbers side by side; a factor holds for so many of them, and factors repeat.</summary>
    private static float[] Normalize(float[] x, int group, float epsilon, float[]? gamma, float[]? beta, int each)
    {
        var y = new float[x.Length];
        for (int from = 0; from < x.Length; from += group)
        {
            double mean = 0, square = 0;
            for (int i = from; i < from + group; i++) mean += x[i];
            mean /= group;
            for (int i = from; i < from + group; i++) square += (x[i] - mean) * (x[i] - mean);
            double root = 1 / Math.Sqrt(square / group + epsilon);
            for (int i = from; i < from + group; i++) y[i] = (float)((x[i] - mean) * root);
        }
        return Factors(y, gamma, beta, each);
    }
}
