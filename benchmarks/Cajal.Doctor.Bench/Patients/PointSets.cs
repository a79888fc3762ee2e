using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Eight points in a plane without order, on a circle or on a cross: attention, the mean over points, Nesterov's momentum, a rate that falls as a cosine.</summary>
internal static class PointSets
{
    private const int Points = 8, Turns = 24, Places = 32;
    private const double Noise = 0.25;

    /// <summary>Which of the two, turned by lot; both have the same mean and spread.</summary>
    public static Patient Shapes(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 900, [Points, 2], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Points, 2], Draw);
        return new Patient
        {
            Kind = "eight points on a circle or a cross, attention",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 2,
            Best = () => Drawn.Accuracy(vx, vy, Likeliest),
            Reads = Choices.Width | Choices.Activation | Choices.Dropout | Choices.Initializer,
            Network = (p, rng) => new Unordered(p, rng),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new NesterovSgd(p, rate, momentum: 0.9),
            Schedule = p => new CosineSchedule(p.Rate, p.Steps),
            Rate = 0.02,
            Activation = "gelu",
            Width = 16,
            Batch = 25,
            Epochs = 14,
        };
    }

    private static int Draw(Rng rng, float[] row)
    {
        int shape = rng.NextInt(2);
        double turn = 2 * Math.PI * rng.NextDouble();
        for (int i = 0; i < Points; i++)
        {
            var (x, y) = At(shape, turn, rng.NextDouble());
            (row[2 * i], row[2 * i + 1]) = ((float)(x + Noise * rng.NextNormal()), (float)(y + Noise * rng.NextNormal()));
        }
        return shape;
    }

    // A place u of 0..1 on a circle of radius 1, or on one of two lines of ±√3 that cross: r² is 1 on the average.
    private static (double X, double Y) At(int shape, double turn, double u)
    {
        if (shape == 0) return (Math.Cos(2 * Math.PI * u), Math.Sin(2 * Math.PI * u));
        double along = Math.Sqrt(3) * (4 * (u < 0.5 ? u : u - 0.5) - 1);
        if (u >= 0.5) turn += Math.PI / 2;
        return (along * Math.Cos(turn), along * Math.Sin(turn));
    }

    // argmax over shapes of Σ over turns of Π over points of the mean over places of exp(−d²/2σ²)
    private static int Likeliest(float[] row) => Enumerable.Range(0, 2).MaxBy(shape => Enumerable.Range(0, Turns).Sum(turn =>
    {
        double likely = 1;
        for (int i = 0; i < Points; i++)
        {
            double sum = 0;
            for (int place = 0; place < Places; place++)
            {
                var (x, y) = At(shape, Math.PI * turn / Turns, (place + 0.5) / Places);
                double dx = row[2 * i] - x, dy = row[2 * i + 1] - y;
                sum += Math.Exp(-(dx * dx + dy * dy) / (2 * Noise * Noise));
            }
            likely *= sum / Places;
        }
        return likely;
    }));

    /// <summary>A linear map, a block of attention, the mean over points, a linear head.</summary>
    private sealed class Unordered : Layer
    {
        private readonly Linear map, head;
        private readonly TransformerEncoderLayer block;

        public Unordered(Patient p, Rng rng)
        {
            map = RegisterModule("map", new Linear(2, p.Width, rng, weight: p.Initializer));
            block = RegisterModule("block", new TransformerEncoderLayer(p.Width, p.Width % 4 == 0 ? 4 : 1, rng, 2 * p.Width, p.Dropout, p.Activation, batchFirst: true));
            head = RegisterModule("head", new Linear(p.Width, p.Outputs, rng, weight: p.Initializer));
        }

        protected override Tensor Compute(Tensor x) => head.Forward(block.Forward(map.Forward(x)).Mean(1));
    }
}
