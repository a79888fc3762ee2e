namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = exp(x − max)/Σ exp(x − max) of each row.</summary>
    private static float[] Softmax(float[] x, int row)
    {
        var y = new float[x.Length];
        for (int from = 0; from < x.Length; from += row)
        {
            float most = float.NegativeInfinity, sum = 0;
            for (int i = from; i < from + row; i++) most = Math.Max(most, x[i]);
            for (int i = from; i < from + row; i++) sum += y[i] = MathF.Exp(x[i] - most);
            for (int i = from; i < from + row; i++) y[i] /= sum;
        }
        return y;
    }
}
