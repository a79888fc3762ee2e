namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>y = x − max − ln Σ exp(x − max) of each row.</summary>
    private static float[] LogSoftmax(float[] x, int row)
    {
        var y = new float[x.Length];
        for (int from = 0; from < x.Length; from += row)
        {
            float most = float.NegativeInfinity, sum = 0;
            for (int i = from; i < from + row; i++) most = Math.Max(most, x[i]);
            for (int i = from; i < from + row; i++) sum += MathF.Exp(x[i] - most);
            for (int i = from; i < from + row; i++) y[i] = x[i] - most - MathF.Log(sum);
        }
        return y;
    }
}
