using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>A question and five answers without order, each under a key, with noise: attention with dropout, AdamW, a warm-up and a cosine.</summary>
internal static class Lookup
{
    private const int Keys = 5, Values = 3, Tokens = Keys + 1, Token = Keys + Values;
    private const double Noise = 0.15;

    /// <summary>The value under the key that the first token asks for.</summary>
    public static Patient Asked(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 1200, [Tokens, Token], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Tokens, Token], Draw);
        return new Patient
        {
            Kind = "value under a key, transformer encoder",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = Values,
            Best = () => Drawn.Accuracy(vx, vy, Likeliest),
            Reads = Choices.Width | Choices.Activation | Choices.Dropout | Choices.Initializer,
            Network = (p, rng) => new Asking(p, rng),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new AdamW(p, rate),
            Schedule = p => new WarmupSchedule(new CosineSchedule(p.Rate, p.Steps), Math.Max(1, p.Steps / 10)),
            Rate = 0.006,
            Width = 16,
            Dropout = 0.1,
            Batch = 25,
            Epochs = 14,
        };
    }

    // The question has a key and no value.
    private static int Draw(Rng rng, float[] row)
    {
        int[] keys = [.. Enumerable.Range(0, Keys)];
        rng.Shuffle(keys.AsSpan());
        int asked = rng.NextInt(Keys), found = 0;
        row[asked] = 1;
        for (int i = 0; i < Keys; i++)
        {
            int at = (i + 1) * Token, value = rng.NextInt(Values);
            row[at + keys[i]] = row[at + Keys + value] = 1;
            if (keys[i] == asked) found = value;
        }
        for (int i = 0; i < row.Length; i++) row[i] += (float)(Noise * rng.NextNormal());
        return found;
    }

    // argmax over values of Σ over orders of the keys and keys asked for of exp(Σ x of what stands there / σ²): a 1 at x instead of a 0 is exp((2x − 1)/2σ²) times as likely.
    private static int Likeliest(float[] row)
    {
        double[] likely = new double[Values];
        foreach (int[] order in Orders(Keys))
        {
            double keys = order.Select((key, i) => At(i + 1, key)).Aggregate(1.0, (a, b) => a * b);
            for (int i = 0; i < Keys; i++)
            {
                double all = Enumerable.Range(0, Values).Sum(v => At(i + 1, Keys + v));
                for (int v = 0; v < Values; v++) likely[v] += keys * At(0, order[i]) * At(i + 1, Keys + v) / all;
            }
        }
        return Array.IndexOf(likely, likely.Max());

        double At(int token, int one) => Math.Exp((2 * row[token * Token + one] - 1) / (2 * Noise * Noise));
    }

    private static IEnumerable<int[]> Orders(int count) => count == 0 ? [[]]
        : Orders(count - 1).SelectMany(o => Enumerable.Range(0, count).Select(i => (int[])[.. o[..i], count - 1, .. o[i..]]));

    /// <summary>A linear map, a block of attention, a linear head on the token that asks.</summary>
    private sealed class Asking : Layer
    {
        private readonly Linear map, head;
        private readonly TransformerEncoderLayer block;

        public Asking(Patient p, Rng rng)
        {
            map = RegisterModule("map", new Linear(p.X.Shape[2], p.Width, rng, weight: p.Initializer));
            block = RegisterModule("block", new TransformerEncoderLayer(p.Width, p.Width % 2 == 0 ? 2 : 1, rng, 2 * p.Width, p.Dropout, p.Activation, batchFirst: true));
            head = RegisterModule("head", new Linear(p.Width, p.Outputs, rng, weight: p.Initializer));
        }

        protected override Tensor Compute(Tensor x) => head.Forward(block.Forward(map.Forward(x)).Select(1, 0));
    }
}
