namespace Cajal.Insight;

/// <summary>How many of a recurrent layer's gates lie at their flat ends. σ and tanh are inside one operation there, and no look at pre-activations sees them; the gates
/// themselves are kept for the way back.</summary>
/// <param name="Layer">Path of the layer.</param>
/// <param name="Far">Share beyond σ(±5) or tanh(±5), all gates, steps and rows.</param>
internal sealed record Gates(string Layer, double Far)
{
    // 1/(1 + e⁵); tanh 5 = 1 − 2·9.1e-5.
    private const float Sigmoid = 0.0066929f, Tanh = 1 - 9.08e-5f;

    /// <summary>Reads a record: of an LSTM the gates i, f, g, o, of a GRU r, z, n and the product behind n, [T, N, 4H]. A layer of several is the worst of them.</summary>
    public static IReadOnlyList<Gates> Of(IReadOnlyList<Node> record) =>
    [
        .. record.Select(n => n.Op switch
        {
            LstmScan => new Gates(n.Module, FarOf(n.Outputs[2], 4)),
            GruScan => new Gates(n.Module, FarOf(n.Outputs[1], 3)),
            _ => null,
        }).OfType<Gates>().GroupBy(g => g.Layer).Select(g => g.MaxBy(one => one.Far)!),
    ];

    // The third of the four is made by tanh. Where all are exactly 0, the sequence had ended before.
    private static double FarOf(Tensor gates, int kinds)
    {
        float[] all = gates.To(DType.Float32).ToArray<float>();
        int hidden = gates.Shape[2] / 4, far = 0, count = 0;
        for (int row = 0; row < all.Length; row += 4 * hidden)
        {
            for (int unit = row; unit < row + hidden; unit++)
            {
                if (all[unit] == 0 && all[unit + hidden] == 0 && all[unit + 2 * hidden] == 0 && all[unit + 3 * hidden] == 0) continue;
                count += kinds;
                for (int kind = 0; kind < kinds; kind++)
                {
                    float gate = all[unit + kind * hidden];
                    far += kind == 2 ? MathF.Abs(gate) >= Tanh ? 1 : 0 : gate is <= Sigmoid or >= 1 - Sigmoid ? 1 : 0;
                }
            }
        }
        return count == 0 ? 0 : (double)far / count;
    }
}
