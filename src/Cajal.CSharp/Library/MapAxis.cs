namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y[o] = Σ weightₜ · x[indexₜ] along one axis, so many of them for each result: [outer, size, inner] → [outer, results, inner].</summary>
    private static float[] MapAxis(float[] x, int size, int inner, int most, int[] indices, float[] weights)
    {
        int outer = x.Length / (size * inner), results = indices.Length / most;
        var y = new float[outer * results * inner];
        for (int o = 0; o < outer; o++)
            for (int t = 0; t < indices.Length; t++)
                AddScaled(x.AsSpan((o * size + indices[t]) * inner, inner), weights[t], y.AsSpan((o * results + t / most) * inner, inner));
        return y;
    }
}
