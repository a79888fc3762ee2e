namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>h ← f(xₜ + h·W), f = tanh or relu. x: [T, N, H], W: [H, H]; h at T + 1 places.</summary>
    private static float[] RnnScan(float[] x, float[] w, float[] first, int steps, int n, int hidden, bool reverse, bool rectified)
    {
        int place = n * hidden;
        var states = new float[(steps + 1) * place];
        Array.Copy(first, 0, states, reverse ? steps * place : 0, place);
        for (int step = 0; step < steps; step++)
        {
            int t = reverse ? steps - 1 - step : step, from = (reverse ? t + 1 : t) * place, to = (reverse ? t : t + 1) * place;
            for (int row = 0; row < n; row++)
            {
                var sums = states.AsSpan(to + row * hidden, hidden);
                x.AsSpan((t * n + row) * hidden, hidden).CopyTo(sums);
                for (int i = 0; i < hidden; i++) AddScaled(w.AsSpan(i * hidden, hidden), states[from + row * hidden + i], sums);
                for (int i = 0; i < hidden; i++) sums[i] = rectified ? Math.Max(sums[i], 0) : MathF.Tanh(sums[i]);
            }
        }
        return states;
    }
}
