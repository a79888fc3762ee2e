namespace Cajal.CSharp.Library;

internal static partial class Network
{
    /// <summary>(i, f, g, o) = (σ, σ, tanh, σ)(xₜ + h·W); c ← f·c + i·g; h ← o·tanh c. x: [T, N, 4H], W: [H, 4H]; h and c at T + 1 places.</summary>
    private static (float[] States, float[] Cells) LstmScan(float[] x, float[] w, float[] first, float[] firstCell, int steps, int n, int hidden, bool reverse)
    {
        int place = n * hidden;
        float[] states = new float[(steps + 1) * place], cells = new float[(steps + 1) * place], gates = new float[4 * hidden];
        Array.Copy(first, 0, states, reverse ? steps * place : 0, place);
        Array.Copy(firstCell, 0, cells, reverse ? steps * place : 0, place);
        for (int step = 0; step < steps; step++)
        {
            int t = reverse ? steps - 1 - step : step, from = (reverse ? t + 1 : t) * place, to = (reverse ? t : t + 1) * place;
            for (int row = 0; row < n; row++)
            {
                Array.Copy(x, (t * n + row) * 4 * hidden, gates, 0, gates.Length);
                for (int i = 0; i < hidden; i++) AddScaled(w.AsSpan(i * 4 * hidden, 4 * hidden), states[from + row * hidden + i], gates);
                for (int i = 0; i < hidden; i++)
                {
                    int at = row * hidden + i;
                    cells[to + at] = Sigmoid(gates[hidden + i]) * cells[from + at] + Sigmoid(gates[i]) * MathF.Tanh(gates[2 * hidden + i]);
                    states[to + at] = Sigmoid(gates[3 * hidden + i]) * MathF.Tanh(cells[to + at]);
                }
            }
        }
        return (states, cells);
    }
}
