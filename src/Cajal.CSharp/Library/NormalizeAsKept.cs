namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = (x − μ)/√(σ² + ε) · γ + β of each channel, μ and σ² as they were kept in training.</summary>
    private static float[] NormalizeAsKept(float[] x, float[] mean, float[] variance, float[]? gamma, float[]? beta, float epsilon, int each)
    {
        var y = new float[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            int channel = i / each % mean.Length;
            y[i] = (x[i] - mean[channel]) / MathF.Sqrt(variance[channel] + epsilon);
        }
        return Factors(y, gamma, beta, each);
    }
}
