namespace Cajal.Tests.Ops;

/// <summary>Recurrent scans by plain loops over sequences, steps and numbers.</summary>
internal static class ScanSamples
{
    public static IEnumerable<OpSample> Samples =>
    [
        .. Cases().SelectMany(c => new[] { Lstm(c, 0), Lstm(c, 1), Gru(c, true), Gru(c, false), Rnn(c, false), Rnn(c, true) }),
        Lstm(new(9, 19, 33, false, true), 0), Gru(new(9, 19, 33, true, false), true), Rnn(new(9, 19, 33, false, false), false),
    ];

    private static IEnumerable<Case> Cases() =>
    [
        new(3, 2, 3, false, false), new(3, 2, 3, true, true), new(1, 3, 1, false, true), new(2, 1, 17, true, false), new(2, 0, 3,
            false, false),
    ];

    private static OpSample Lstm(Case c, int output) => new($"LstmScan {c} result {output}",
        [new([c.Steps, c.Batch, 4 * c.Hidden]), new([4 * c.Hidden, c.Hidden], -0.7, 0.7), c.State, c.State, .. c.Lengths],
        x => Op.ApplyAll(new LstmScan(c.Reverse, c.HasLengths), x)[output],
        x => c.Walk(x, 4, 2, (sums, inner, state) =>
        {
            double i = Sigmoid(sums[0] + inner[0]), f = Sigmoid(sums[1] + inner[1]), g = Math.Tanh(sums[2] + inner[2]),
                o = Sigmoid(sums[3] + inner[3]);
            double cell = f * state[1] + i * g;
            return [o * Math.Tanh(cell), cell];
        })[output]);

    private static OpSample Gru(Case c, bool bias) => new($"GruScan {c}{(bias ? " with bias" : "")}",
        [new([c.Steps, c.Batch, 3 * c.Hidden]), new([3 * c.Hidden, c.Hidden], -0.7, 0.7), c.State, .. bias ? [new([3 * c.Hidden])]
            : Array.Empty<Entry>(), .. c.Lengths],
        x => Op.ApplyAll(new GruScan(c.Reverse, bias, c.HasLengths), x)[0],
        x => c.Walk(x, 3, 1, (sums, inner, state) =>
        {
            double r = Sigmoid(sums[0] + inner[0]), z = Sigmoid(sums[1] + inner[1]), n = Math.Tanh(sums[2] + r * inner[2]);
            return [(1 - z) * n + z * state[0]];
        }, bias ? x[3] : null)[0]);

    private static OpSample Rnn(Case c, bool rectified) => new($"RnnScan {c}{(rectified ? " rectified" : "")}",
        [new([c.Steps, c.Batch, c.Hidden]), new([c.Hidden, c.Hidden], -0.7, 0.7), c.State, .. c.Lengths],
        x => Op.ApplyAll(new RnnScan(c.Reverse, rectified, c.HasLengths), x)[0],
        x => c.Walk(x, 1, 1, (sums, inner, _) => [rectified ? Math.Max(0, sums[0] + inner[0]) : Math.Tanh(sums[0] + inner[0])])[0]);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private sealed record Case(int Steps, int Batch, int Hidden, bool Reverse, bool HasLengths)
    {
        public Entry State => new([Batch, Hidden], -1, 1);

        public Entry[] Lengths => HasLengths ? [Entry.Index([Batch], Steps + 1)] : [];

        /// <summary>States of each kind at all places; the cell is given, for each gate, the input's part and the state's part, and the
        /// old states.</summary>
        public Plain[] Walk(Plain[] x, int gates, int kinds, Func<double[], double[], double[], double[]> cell, Plain? bias = null)
        {
            int[] places = [Steps + 1, Batch, Hidden];
            var states = Enumerable.Range(0, kinds).Select(_ => Plain.Fill(places, _ => 0)).ToArray();
            int first = Reverse ? Steps : 0;
            foreach (int[] i in Plain.Indices([Batch, Hidden]))
                for (int k = 0; k < kinds; k++) states[k][[first, .. i]] = x[2 + k][i];
            for (int step = 0; step < Steps; step++)
            {
                int t = Reverse ? Steps - 1 - step : step, before = Reverse ? t + 1 : t, after = Reverse ? t : t + 1;
                foreach (int[] i in Plain.Indices([Batch, Hidden]))
                {
                    double[] old = [.. states.Select(s => s[[before, .. i]])];
                    double[] inner = [.. Enumerable.Range(0, gates).Select(g => (bias?.Values[g * Hidden + i[1]] ?? 0)
                        + Enumerable.Range(0, Hidden).Sum(j => states[0][before, i[0], j] * x[1][g * Hidden + i[1], j]))];
                    double[] sums = [.. Enumerable.Range(0, gates).Select(g => x[0][t, i[0], g * Hidden + i[1]])];
                    double[] next = HasLengths && t >= x[^1][i[0]] ? old : cell(sums, inner, old);
                    for (int k = 0; k < kinds; k++) states[k][[after, .. i]] = next[k];
                }
            }
            return states;
        }

        public override string ToString() =>
            $"[{Steps}, {Batch}, {Hidden}]{(Reverse ? " reverse" : "")}{(HasLengths ? " with lengths" : "")}";
    }
}
