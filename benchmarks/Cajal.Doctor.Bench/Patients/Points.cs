using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Points in a plane and in space, told apart by multi-layer perceptrons.</summary>
internal static class Points
{
    private const int Validation = 400;

    /// <summary>Two half moons, ReLU, Adam.</summary>
    public static Patient Moons(ulong seed) => Of("moons, mlp relu", seed, 300, 2, 2, Moon) with
    {
        Optimizer = (p, rate) => new Adam(p, rate),
        Rate = 0.01,
    };

    /// <summary>Four clouds, tanh, momentum.</summary>
    public static Patient Blobs(ulong seed) => Of("blobs, mlp tanh", seed, 400, 2, 4, (rng, x) =>
    {
        int label = rng.NextInt(4);
        (x[0], x[1]) = (label % 2 * 2 - 1 + 0.35 * rng.NextNormal(), label / 2 * 2 - 1 + 0.35 * rng.NextNormal());
        return label;
    }) with
    {
        IsLinear = true,
        Activation = "tanh",
        Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
        Rate = 0.02,
    };

    /// <summary>Two clouds in 20 dimensions, ReLU, momentum.</summary>
    public static Patient Gaussians(ulong seed)
    {
        double[] direction = new double[20];
        var rng = new Rng(seed).Fork("direction");
        for (int i = 0; i < 20; i++) direction[i] = rng.NextNormal();
        double length = Math.Sqrt(direction.Sum(d => d * d));
        return Of("gaussians in 20 dimensions, mlp relu", seed, 800, 20, 2, (draw, x) =>
        {
            int label = draw.NextInt(2);
            for (int i = 0; i < 20; i++) x[i] = draw.NextNormal() + (label * 2 - 1) * 1.6 * direction[i] / length;
            return label;
        }) with
        {
            IsLinear = true,
            Width = 24,
            Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
            Rate = 0.01,
            Epochs = 5,
        };
    }

    /// <summary>Two half moons, six layers of tanh, Adam.</summary>
    public static Patient DeepMoons(ulong seed) => Of("moons, mlp of six tanh layers", seed, 300, 2, 2, Moon) with
    {
        Activation = "tanh",
        Depth = 6,
        Optimizer = (p, rate) => new Adam(p, rate),
        Rate = 0.003,
    };

    /// <summary>A spiral of two arms, ReLU, AdamW.</summary>
    public static Patient Spiral(ulong seed) => Of("spiral, mlp relu", seed, 500, 2, 2, (rng, x) =>
    {
        int arm = rng.NextInt(2);
        double t = rng.NextDouble(), angle = 1.5 * Math.PI * 2 * t + arm * Math.PI;
        (x[0], x[1]) = (2 * t * Math.Cos(angle) + 0.04 * rng.NextNormal(), 2 * t * Math.Sin(angle) + 0.04 * rng.NextNormal());
        return arm;
    }) with
    {
        Width = 32,
        Depth = 3,
        Optimizer = (p, rate) => new AdamW(p, rate),
        Rate = 0.005,
        Epochs = 80,
    };

    /// <summary>A ring around a disc, sigmoid, RMSprop.</summary>
    public static Patient Ring(ulong seed) => Of("ring, mlp sigmoid", seed, 400, 2, 2, (rng, x) =>
    {
        int label = rng.NextInt(2);
        double r = label == 0 ? 0.8 * Math.Sqrt(rng.NextDouble()) : 1.3 + 0.2 * rng.NextNormal(), angle = 2 * Math.PI * rng.NextDouble();
        (x[0], x[1]) = (r * Math.Cos(angle), r * Math.Sin(angle));
        return label;
    }) with
    {
        Activation = "sigmoid",
        Depth = 1,
        Optimizer = (p, rate) => new RmsProp(p, rate),
        Rate = 0.02,
    };

    private static int Moon(Rng rng, double[] x)
    {
        int label = rng.NextInt(2);
        double angle = Math.PI * rng.NextDouble();
        x[0] = (label == 0 ? Math.Cos(angle) : 1 - Math.Cos(angle)) + 0.15 * rng.NextNormal();
        x[1] = (label == 0 ? Math.Sin(angle) : 0.5 - Math.Sin(angle)) + 0.15 * rng.NextNormal();
        return label;
    }

    private static Patient Of(string kind, ulong seed, int count, int inputs, int classes, Func<Rng, double[], int> draw)
    {
        var (x, y) = Draw(new Rng(seed).Fork("train"), count, inputs, draw);
        var (vx, vy) = Draw(new Rng(seed).Fork("validation"), Validation, inputs, draw);
        return new Patient
        {
            Kind = kind,
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = classes,
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Rate = 0.01,
        };
    }

    private static (Tensor X, Tensor Y) Draw(Rng rng, int count, int inputs, Func<Rng, double[], int> draw)
    {
        float[] x = new float[count * inputs];
        int[] y = new int[count];
        double[] row = new double[inputs];
        for (int i = 0; i < count; i++)
        {
            y[i] = draw(rng, row);
            for (int j = 0; j < inputs; j++) x[i * inputs + j] = (float)row[j];
        }
        return (Tensor.From(x, [count, inputs]), Tensor.From(y, [count]));
    }
}
