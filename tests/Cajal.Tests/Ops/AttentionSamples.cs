namespace Cajal.Tests.Ops;

/// <summary>Attention by plain loops.</summary>
internal static class AttentionSamples
{
    public static IEnumerable<OpSample> Samples =>
    [
        Plainly("Attention", [2, 3, 2, 4], [2, 5, 2, 4], [2, 5, 2, 3]),
        Plainly("Attention of one to one", [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]),
        Plainly("Attention of one query", [2, 1, 1, 17], [2, 6, 1, 17], [2, 6, 1, 2]),
        Plainly("Attention of no sequence", [0, 3, 2, 4], [0, 5, 2, 4], [0, 5, 2, 3]),
        Plainly("Attention of many", [1, 70, 1, 8], [1, 150, 1, 8], [1, 150, 1, 5]),
        Causal("Attention, causal", 4, 0), Causal("Attention, causal, later", 3, 2), Causal("Attention, causal, many", 140, 0),
        Masked("Attention with a Bool mask", Entry.Truth(1, 1, 3, 5)), Masked("Attention with a mask for each sequence", Entry.Truth(2,
            1, 1, 5)),
        Masked("Attention with a mask of numbers", new Entry([2, 3, 5])),
        new("Attention with rows that see nothing", [new([1, 3, 1, 2]), new([1, 4, 1, 2]), new([1, 4, 1, 2])],
            x => AttentionOnTensor.Attend(x[0], x[1], x[2], Nothing.To(x[0].Device), false, null, null), x => Of(x, (_, _, i, j) =>
                Hidden[i * 4 + j] ? double.NegativeInfinity : 0)),
        new("Rotary", [new([2, 3, 2, 6])], x => Op.Apply(new Rotary(1, false, true), x[0], Angles.To(x[0].DType).To(x[0].Device),
            Tensor.From([2L], Shape.Scalar).To(x[0].Device)),
            x => Plain.Fill(x[0].Sizes, i => i[2] == 1 ? x[0][i] : Turned(x[0], i, 2 + i[1]))),
        new("PackedAttention", [new([2, 4, 3, 2, 3])], x => PackedAttention.Of(x[0], null, false), x => Of(Thirds(x[0]), (_, _, _,
            _) => 0)),
        new("PackedAttention, causal, masked", [new([2, 4, 3, 2, 3]), Entry.Truth(2, 1, 1, 4)], x => PackedAttention.Of(x[0], x[1], true),
            x => Of(Thirds(x[0]), (n, _, i, j) => j > i || x[1][n, 0, 0, j] != 0 ? double.NegativeInfinity : 0)),
        new("PackedAttention with numbers added", [new([1, 3, 3, 2, 3]), new([2, 3, 3])], x => PackedAttention.Of(x[0], x[1], false),
            x => Of(Thirds(x[0]), (_, h, i, j) => x[1][h, i, j])),
    ];

    // cos of t·0.1·(i + 1), then sin.
    private static Tensor Angles => Tensor.From([.. Enumerable.Range(0, 5).SelectMany(t => Enumerable.Range(0, 6)
        .Select(i => i < 3 ? Math.Cos(t * 0.1 * (i + 1)) : Math.Sin(t * 0.1 * (i - 2))))], [5, 6]);

    private static double Turned(Plain x, int[] i, int place)
    {
        int pair = i[3] % 3;
        double angle = place * 0.1 * (pair + 1), a = x[i[0], i[1], i[2], pair], b = x[i[0], i[1], i[2], pair + 3];
        return i[3] < 3 ? a * Math.Cos(angle) - b * Math.Sin(angle) : b * Math.Cos(angle) + a * Math.Sin(angle);
    }

    // The second of three queries sees nothing.
    private static bool[] Hidden { get; } = [false, false, true, false, true, true, true, true, false, false, false, false];

    private static Tensor Nothing => Tensor.From(Hidden, [3, 4]);

    private static OpSample Plainly(string name, int[] q, int[] k, int[] v) => new(name, [new(q), new(k), new(v)],
        x => AttentionOnTensor.Attend(x[0], x[1], x[2], null, false, null, null), x => Of(x, (_, _, _, _) => 0));

    private static OpSample Causal(string name, int queries, int first) => new(name, [new([1, queries, 2, 3]), new([1, queries + 1, 2,
        3]), new([1, queries + 1, 2, 2])],
        x => AttentionOnTensor.Attend(x[0], x[1], x[2], null, true, first == 0 ? null : Tensor.From([(long)first],
            Shape.Scalar).To(x[0].Device), null),
        x => Of(x, (_, _, i, j) => j > i + first ? double.NegativeInfinity : 0));

    private static OpSample Masked(string name, Entry mask) => new(name, [new([2, 3, 2, 4]), new([2, 5, 2, 4]), new([2, 5, 2, 3]), mask],
        x => AttentionOnTensor.Attend(x[0], x[1], x[2], x[3], false, null, 0.3),
        x => Of(x, (n, h, i, j) =>
        {
            double at = x[3][Plain.Fold([n, h, i, j], x[3].Sizes)];
            return mask.Fixed is null ? at : at != 0 ? double.NegativeInfinity : 0;
        }, 0.3));

    private static Plain[] Thirds(Plain x) => [.. Enumerable.Range(0, 3).Select(k => Plain.Fill([x.Sizes[0], x.Sizes[1], x.Sizes[3],
        x.Sizes[4]], i => x[i[0], i[1], k, i[2], i[3]]))];

    /// <summary>softmax(q·kᵀ·scale + added)·v; zeros where everything is −∞.</summary>
    private static Plain Of(Plain[] x, Func<int, int, int, int, double> added, double? factor = null)
    {
        Plain q = x[0], k = x[1], v = x[2];
        double scale = factor ?? 1 / Math.Sqrt(q.Sizes[3]);
        return Plain.Fill([q.Sizes[0], q.Sizes[1], q.Sizes[2], v.Sizes[3]], at =>
        {
            var (n, i, h) = (at[0], at[1], at[2]);
            double[] powers = [.. Enumerable.Range(0, k.Sizes[1]).Select(j =>
                Math.Exp(Enumerable.Range(0, q.Sizes[3]).Sum(e => q[n, i, h, e] * k[n, j, h, e]) * scale + added(n, h, i, j)))];
            double sum = powers.Sum();
            return sum == 0 ? 0 : Enumerable.Range(0, powers.Length).Sum(j => powers[j] * v[n, j, h, at[3]]) / sum;
        });
    }
}
