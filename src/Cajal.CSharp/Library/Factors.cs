namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = x · γ + β; a factor holds for so many numbers, and factors repeat.</summary>
    private static float[] Factors(float[] y, float[]? gamma, float[]? beta, int each)
    {
        for (int i = 0; i < y.Length && gamma is not null; i++) y[i] *= gamma[i / each % gamma.Length];
        for (int i = 0; i < y.Length && beta is not null; i++) y[i] += beta[i / each % beta.Length];
        return y;
    }
}
