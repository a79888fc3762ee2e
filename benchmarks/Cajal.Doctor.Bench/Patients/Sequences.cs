using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Sequences of marks, told by recurrent networks and by attention.</summary>
internal static class Sequences
{
    private const int Steps = 12, Symbols = 4, Training = 500, Validation = 400;

    /// <summary>Which symbol came first? GRU, Adam.</summary>
    public static Patient First(ulong seed) => Of("first symbol of a sequence, gru", seed, s => s[0], Symbols) with
    {
        Network = (p, rng) => new SequenceClassifier(RecurrentKind.Gru, Symbols, p.Width, p.Outputs, rng),
    };

    /// <summary>Which of two symbols comes more often? Attention, Adam.</summary>
    public static Patient More(ulong seed) => Of("more of one symbol than of another, attention", seed, s => s.Count(k => k == 0) > s.Count(k => k == 1) ? 1 : 0, 2) with
    {
        Network = (p, rng) => new Attentive(p, rng),
        Reads = Choices.Width | Choices.Dropout | Choices.Initializer,
        Rate = 0.003,
    };

    /// <summary>Is the last symbol also the first? LSTM, Adam.</summary>
    public static Patient Same(ulong seed) => Of("last symbol as the first, lstm", seed, s => s[0] < 2 == s[^1] < 2 ? 1 : 0, 2, 3 * Training, 8) with
    {
        Network = (p, rng) => new SequenceClassifier(RecurrentKind.Lstm, Symbols, p.Width, p.Outputs, rng),
        Rate = 0.005,
        Epochs = 30,
    };

    private static Patient Of(string kind, ulong seed, Func<int[], int> answer, int classes, int count = Training, int steps = Steps)
    {
        var (x, y) = Draw(new Rng(seed).Fork("train"), count, steps, answer);
        var (vx, vy) = Draw(new Rng(seed).Fork("validation"), Validation, steps, answer);
        return new Patient
        {
            Kind = kind,
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = classes,
            Network = null!,
            Reads = Choices.Width,
            Best = () => 1,
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Rate = 0.01,
            Activation = "tanh",
            Epochs = 20,
        };
    }

    private static (Tensor X, Tensor Y) Draw(Rng rng, int count, int steps, Func<int[], int> answer)
    {
        float[] x = new float[count * steps * Symbols];
        int[] y = new int[count], symbols = new int[steps];
        for (int i = 0; i < count; i++)
        {
            for (int t = 0; t < steps; t++) x[(i * steps + t) * Symbols + (symbols[t] = rng.NextInt(Symbols))] = 1;
            y[i] = answer(symbols);
        }
        return (Tensor.From(x, [count, steps, Symbols]), Tensor.From(y, [count]));
    }

    /// <summary>A linear map, a block of attention, the mean over steps, a linear head.</summary>
    private sealed class Attentive : Layer
    {
        private readonly Linear map, head;
        private readonly TransformerEncoderLayer block;

        public Attentive(Patient p, Rng rng)
        {
            map = RegisterModule("map", new Linear(Symbols, p.Width, rng, weight: p.Initializer));
            block = RegisterModule("block", new TransformerEncoderLayer(p.Width, 2, rng, feedForward: 2 * p.Width, dropout: p.Dropout, batchFirst: true));
            head = RegisterModule("head", new Linear(p.Width, p.Outputs, rng, weight: p.Initializer));
        }

        protected override Tensor Compute(Tensor x) => head.Forward(block.Forward(map.Forward(x)).Mean(1));
    }
}
