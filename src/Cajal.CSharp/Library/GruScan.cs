namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>r, z = σ(xₜ + h·W + b); n = tanh(xₜ + r·(h·W + b)); h ← (1 − z)·n + z·h. x: [T, N, 3H], W: [H, 3H]; h at T + 1 places.</summary>
    private static float[] GruScan(float[] x, float[] w, float[] first, float[]? bias, int steps, int n, int hidden, bool reverse)
    {
        int place = n * hidden;
        float[] states = new float[(steps + 1) * place], gates = new float[3 * hidden];
        Array.Copy(first, 0, states, reverse ? steps * place : 0, place);
        for (int step = 0; step < steps; step++)
        {
            int t = reverse ? steps - 1 - step : step, from = (reverse ? t + 1 : t) * place, to = (reverse ? t : t + 1) * place;
            for (int row = 0; row < n; row++)
            {
                if (bias is null) Array.Clear(gates);
                else bias.CopyTo(gates, 0);
                var given = x.AsSpan((t * n + row) * 3 * hidden, 3 * hidden);
                for (int i = 0; i < hidden; i++) AddScaled(w.AsSpan(i * 3 * hidden, 3 * hidden), states[from + row * hidden + i], gates);
                for (int i = 0; i < hidden; i++)
                {
                    int at = row * hidden + i;
                    float r = Sigmoid(given[i] + gates[i]), z = Sigmoid(given[hidden + i] + gates[hidden + i]);
                    states[to + at] = (1 - z) * MathF.Tanh(given[2 * hidden + i] + r * gates[2 * hidden + i]) + z * states[from + at];
                }
            }
        }
        return states;
    }
}
