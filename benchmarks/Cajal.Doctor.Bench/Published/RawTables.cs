using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Tables whose columns go in as they stand in the file.</summary>
internal static class RawTables
{
    private static readonly double[][] Letters = [[65, 66, 67, 0], [68, 69, 70, 1], [65, 66, 70, 0], [68, 69, 67, 1]];

    public static IReadOnlyList<PublishedBug> Bugs { get; } =
    [
        new("DeepLocalize, Stack Overflow 39525358", "three letters as their codes")
        {
            Story = "Rows of three letters, written as the numbers 65 to 70, in two classes; 12 and 3 ReLU units, a sigmoid, Adam, batch 1, 150 epochs: accuracy stood still. The "
                + "answer: standardise. Our rows repeat the same four patterns as often as theirs, 13 to train on and 7 to judge by.",
            Fix = "scaled inputs, a higher rate",
            Accepted = ["D5"],
            Faulty = () => Rows.Of("three letters, mlp relu", 13, 7, 3, 1, (rng, x, y) =>
            {
                double pick = rng.NextDouble();
                double[] row = Letters[pick < 0.5 ? 0 : pick < 0.85 ? 1 : pick < 0.93 ? 2 : 3];
                row.AsSpan(0, 3).CopyTo(x);
                y[0] = row[3];
            }) with
            {
                Network = (p, rng) => AsAsked.Chain(rng, 3, [(12, "relu"), (3, "relu"), (1, "sigmoid")], new Uniform(-0.05, 0.05)),
                Loss = AsAsked.Binary,
                Batch = 1,
                Epochs = 150,
            },
            Mend = p => p.Scaled() with { Rate = 0.003 },
        },
        new("DeepLocalize, Stack Overflow 44066044", "network packets with addresses of 3 · 10⁹")
        {
            Story = "Eleven columns of a packet log (addresses as numbers, ports, lengths), two layers of 12 ReLU units and a ReLU at the end with binary cross-entropy: loss and "
                + "accuracy never moved. The answer: scale, and a sigmoid at the end. Ours draws 84 rows like the 21 of the file.",
            Fix = "scaled inputs, sigmoid output",
            Accepted = ["D5", "S1"],
            Faulty = () => Rows.Of("packets, mlp relu", 84, 42, 11, 1, (rng, x, y) =>
            {
                y[0] = rng.NextDouble() < 0.6 ? 1 : 0;
                bool isLong = rng.NextInt(3) == 0;
                double[] row = [3_232_235_773 + (y[0] == 1 ? 8 : rng.NextInt(2) * 5), 3_232_235_779, 6, 128, (y[0] == 1 ? 525_558 : 524_032) + 256 * rng.NextInt(3),
                    rng.NextInt(2) == 0 ? 502 : 55_783 + rng.NextInt(1000), isLong ? 12 : 0, isLong ? (y[0] == 1 ? 65_280 : 61) : 0, isLong ? 5 + (1 - y[0]) : 0, 0,
                    isLong ? 206 - 105 * y[0] : 0];
                row.CopyTo(x, 0);
            }) with
            {
                Network = (p, rng) => AsAsked.Chain(rng, p.X.Shape[1], [(12, "relu"), (12, "relu"), (1, "relu")], new Normal(0.05)),
                Loss = AsAsked.Binary,
                Batch = 5,
                Epochs = 100,
            },
            Mend = p => p.Scaled() with { Network = (q, rng) => AsAsked.Chain(rng, q.X.Shape[1], [(12, "relu"), (12, "relu"), (1, "sigmoid")], new Normal(0.05)) },
        },
        new("DeepLocalize, Stack Overflow 47724077", "census table with columns of 1 to 100,000")
        {
            Story = "Fourteen columns of a census (age, weight of the row, years of school, gains up to 99,999, hours), 21 ReLU units, softmax, Adam: accuracy stayed at the share of the "
                + "larger class and the loss jumped. The answer: standardise. Our table is drawn with the same ranges, 2,000 rows instead of 32,561.",
            Fix = "scaled inputs",
            Accepted = ["D5"],
            Faulty = () => Rows.Of("census, mlp relu", 2000, 500, 14, 1, (rng, x, y) =>
            {
                double age = Math.Clamp(38 + 13 * rng.NextNormal(), 17, 90), school = Math.Clamp(10 + 2.6 * rng.NextNormal(), 1, 16), hours = Math.Clamp(40 + 12 * rng.NextNormal(), 1, 99);
                double gain = rng.NextDouble() < 0.08 ? Math.Min(99_999, Math.Exp(8.3 + 0.9 * rng.NextNormal())) : 0, loss = rng.NextDouble() < 0.05 ? 1900 + 300 * rng.NextNormal() : 0;
                double[] row = [age, rng.NextInt(2), Math.Abs(190_000 + 105_000 * rng.NextNormal()), rng.NextInt(2), school, rng.NextInt(2), rng.NextInt(2), rng.NextInt(2), rng.NextInt(2),
                    rng.NextInt(2), gain, loss, hours, rng.NextInt(2)];
                row.CopyTo(x, 0);
                double score = -2.3 + 0.04 * (age - 38) + 0.45 * (school - 10) + 0.03 * (hours - 40) + (gain > 5000 ? 4 : 0) + 1.2 * row[5];
                y[0] = rng.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
            }).Labelled(2).OneHot(2) with
            {
                Network = (_, rng) => AsAsked.Chain(rng, 14, [(21, "relu"), (2, "softmax")]),
                Loss = AsAsked.Categorical,
                Batch = 100,
                Epochs = 50,
            },
            Mend = p => p.Scaled(),
        },
    ];
}
