using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Two marks among other symbols, and sequences of numbers one of which is marked.</summary>
internal static class Marks
{
    private const int Steps = 10, Symbols = 6, Rows = 600;

    /// <summary>Which of two marks came first? Attention with norm first, AdamW, a warm-up.</summary>
    public static Patient Earlier(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), Rows, [Steps, Symbols], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Steps, Symbols], Draw);
        return new Patient
        {
            Kind = "which of two marks came first, attention with norm first",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 2,
            Best = () => 1,
            Reads = Choices.Width | Choices.Activation | Choices.Dropout | Choices.Initializer,
            Network = (p, rng) => new Placed(p, rng),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new AdamW(p, rate),
            Schedule = p => new WarmupSchedule(new CosineSchedule(p.Rate, p.Steps), Math.Max(1, p.Steps / 10)),
            Rate = 0.01,
            Batch = 30,
            Epochs = 15,
        };
    }

    /// <summary>The number at the marked step, with noise: GRU, Adam, squared error.</summary>
    public static Patient Number(ulong seed)
    {
        var (x, y) = Drawn.Numbers(new Rng(seed).Fork("train"), Rows, [Steps, 2], 1, 0.2, Draw, Truth);
        var (vx, vy) = Drawn.Numbers(new Rng(seed).Fork("validation"), 400, [Steps, 2], 1, 0.2, Draw, Truth);
        return new Patient
        {
            Kind = "the number that is marked, gru",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Best = () => Drawn.Explained(vx, vy, Truth),
            Reads = Choices.Width,
            Network = (p, rng) => new SequenceClassifier(RecurrentKind.Gru, 2, p.Width, p.Outputs, rng),
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Rate = 0.01,
            Activation = "tanh",
            Width = 12,
            Epochs = 20,
        };

        static void Draw(Rng rng, float[] row)
        {
            for (int t = 0; t < Steps; t++) row[2 * t] = (float)rng.NextNormal();
            row[2 * rng.NextInt(Steps) + 1] = 1;
        }

        static double[] Truth(float[] row) => [Enumerable.Range(0, Steps).Sum(t => row[2 * t] * row[2 * t + 1])];
    }

    // Symbols 0 and 1 once each, the others by lot.
    private static int Draw(Rng rng, float[] row)
    {
        int first = rng.NextInt(Steps), second = (first + 1 + rng.NextInt(Steps - 1)) % Steps;
        for (int t = 0; t < Steps; t++) row[t * Symbols + (t == first ? 0 : t == second ? 1 : 2 + rng.NextInt(Symbols - 2))] = 1;
        return first < second ? 0 : 1;
    }

    /// <summary>A linear map, places, a block of attention, the mean over steps, a linear head.</summary>
    private sealed class Placed : Layer
    {
        private readonly Linear map, head;
        private readonly SinePositions places;
        private readonly TransformerEncoderLayer block;
        private readonly LayerNorm norm;

        public Placed(Patient p, Rng rng)
        {
            map = RegisterModule("map", new Linear(p.X.Shape[2], p.Width, rng, weight: p.Initializer));
            places = RegisterModule("places", new SinePositions(p.Width));
            block = RegisterModule("block", new TransformerEncoderLayer(p.Width, p.Width % 2 == 0 ? 2 : 1, rng, 2 * p.Width, p.Dropout, p.Activation, batchFirst: true, normFirst: true));
            norm = RegisterModule("norm", new LayerNorm(p.Width));
            head = RegisterModule("head", new Linear(p.Width, p.Outputs, rng, weight: p.Initializer));
        }

        protected override Tensor Compute(Tensor x) => head.Forward(norm.Forward(block.Forward(places.Forward(map.Forward(x))).Mean(1)));
    }
}
