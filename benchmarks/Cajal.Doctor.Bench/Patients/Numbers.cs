using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Numbers foretold from numbers.</summary>
internal static class Numbers
{
    /// <summary>A smooth function of five inputs with noise, ReLU, Adam, squared error.</summary>
    public static Patient Surface(ulong seed) => Of("surface of five inputs, mlp relu, squared error", seed, 500);

    /// <summary>The same with SiLU and the Huber loss.</summary>
    public static Patient Huber(ulong seed) => Of("surface of five inputs, mlp silu, huber", seed, 400) with
    {
        Activation = "silu",
        Loss = (a, t) => a.Huber(t),
        Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
        Rate = 0.02,
    };

    private static Patient Of(string kind, ulong seed, int count)
    {
        var (x, y) = Draw(new Rng(seed).Fork("train"), count);
        var (vx, vy) = Draw(new Rng(seed).Fork("validation"), 400);
        return new Patient
        {
            Kind = kind,
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Rate = 0.01,
            Width = 24,
            Epochs = 30,
        };
    }

    private static (Tensor X, Tensor Y) Draw(Rng rng, int count)
    {
        float[] x = new float[count * 5], y = new float[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < 5; j++) x[i * 5 + j] = (float)rng.NextNormal();
            var row = x.AsSpan(i * 5, 5);
            y[i] = (float)(0.8 * Math.Sin(row[0]) + 0.4 * row[1] * row[1] - 0.4 + 0.5 * row[2] + 0.3 * row[3] * row[0] + 0.15 * rng.NextNormal());
        }
        return (Tensor.From(x, [count, 5]), Tensor.From(y, [count, 1]));
    }
}
