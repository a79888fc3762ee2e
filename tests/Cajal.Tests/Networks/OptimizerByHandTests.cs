using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Three steps of every optimizer against its formula in plain C#, with settings that are not the usual ones.</summary>
public class OptimizerByHandTests
{
    private const double Rate = 0.1, Decay = 0.05, Epsilon = 1e-3, Beta1 = 0.8, Beta2 = 0.95;
    private static readonly double[] Gradients = [0.5, -1, 2];

    public static TheoryData<string> Names => [.. Optimizer.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Three_steps_follow_the_formula(string name)
    {
        var (options, rule) = Rules[name];
        var x = new Parameter(Tensor.Scalar(1.5, DType.Float64));
        var optimizer = Optimizer.Parse($"{name}({options}, learning-rate=0.1, weight-decay=0.05)", [x]);
        var kept = new double[5];
        double p = 1.5;
        for (int t = 1; t <= 3; t++)
        {
            optimizer.Step(new Gradients(new(ReferenceEqualityComparer.Instance) { [x] = Tensor.Scalar(Gradients[t - 1], DType.Float64) }));
            p = rule(p, Gradients[t - 1], t, kept);
            x.Item().ShouldBe(p, 1e-13, $"step {t}");
        }
    }

    // θ, g, t and what is kept → θ
    private delegate double Rule(double p, double g, int t, double[] kept);

    private const string AdamOptions = "beta1=0.8, beta2=0.95, epsilon=1e-3";

    private static Dictionary<string, (string Options, Rule Rule)> Rules { get; } = new()
    {
        ["gradient-descent"] = ("", (p, g, _, _) => p - Rate * (g + Decay * p)),
        ["sgd"] = ("momentum=0.8, dampening=0.3", (p, g, t, k) => p - Rate * (k[0] = 0.8 * k[0] + (t == 1 ? 1 : 0.7) * (g + Decay * p))),
        ["nesterov-sgd"] = ("momentum=0.8", (p, g, _, k) =>
        {
            g += Decay * p;
            k[0] = 0.8 * k[0] + g;
            return p - Rate * (g + 0.8 * k[0]);
        }
        ),
        ["averaging-sgd"] = ("momentum=0.8", (p, g, _, k) => p - Rate * (k[0] = 0.8 * k[0] + 0.2 * (g + Decay * p))),
        ["adam"] = (AdamOptions, (p, g, t, k) => p - Adam(g + Decay * p, t, k)),
        ["adam-uncorrected"] = (AdamOptions, (p, g, _, k) =>
        {
            Average(g + Decay * p, k);
            return p - Rate * k[0] / (Math.Sqrt(k[1]) + Epsilon);
        }
        ),
        ["adamw"] = (AdamOptions, (p, g, t, k) => p * (1 - Rate * Decay) - Adam(g, t, k)),
        ["amsgrad"] = (AdamOptions, (p, g, t, k) => p - AmsGrad(g + Decay * p, t, k)),
        ["amsgradw"] = (AdamOptions, (p, g, t, k) => p * (1 - Rate * Decay) - AmsGrad(g, t, k)),
        ["nadam"] = (AdamOptions + ", momentum-decay=0.1", (p, g, t, k) =>
        {
            g += Decay * p;
            Average(g, k);
            double Mu(int step) => Beta1 * (1 - 0.5 * Math.Pow(0.96, 0.1 * step));
            k[2] = (t == 1 ? 1 : k[2]) * Mu(t);
            // The last divisor counts μₜ twice, as PyTorch 1.13 does.
            double step = (1 - Mu(t)) / (1 - k[2]) * g + Mu(t + 1) / (1 - k[2] * Mu(t) * Mu(t + 1)) * k[0];
            return p - Rate * step / (Math.Sqrt(k[1] / (1 - Math.Pow(Beta2, t))) + Epsilon);
        }
        ),
        ["lion"] = ("beta1=0.8, beta2=0.95", (p, g, _, k) =>
        {
            p = p * (1 - Rate * Decay) - Rate * Math.Sign(Beta1 * k[0] + (1 - Beta1) * g);
            k[0] = Beta2 * k[0] + (1 - Beta2) * g;
            return p;
        }
        ),
        // A single number goes by AdamW.
        ["muon"] = (AdamOptions + ", momentum=0.5", (p, g, t, k) => p * (1 - Rate * Decay) - Adam(g, t, k)),
        ["schedule-free-adamw"] = (AdamOptions + ", warmup-steps=2", (p, g, t, k) =>
        {
            // z, v, x, Σγ²
            if (t == 1) k[0] = k[2] = p;
            double rate = t == 1 ? Rate / 2 : Rate;
            k[1] = Beta2 * k[1] + (1 - Beta2) * g * g;
            k[0] -= rate * (g / (Math.Sqrt(k[1] / (1 - Math.Pow(Beta2, t))) + Epsilon) + Decay * p);
            k[3] += rate * rate;
            double c = rate * rate / k[3];
            k[2] = (1 - c) * k[2] + c * k[0];
            return (1 - Beta1) * k[0] + Beta1 * k[2];
        }
        ),
        // In the first three steps v is not yet trusted; the test below goes on.
        ["radam"] = (AdamOptions, (p, g, t, k) =>
        {
            Average(g + Decay * p, k);
            double power = Math.Pow(Beta2, t), limit = 2 / (1 - Beta2) - 1, rho = limit - 2 * t * power / (1 - power);
            rho.ShouldBeLessThan(5);
            return p - Rate * k[0] / (1 - Math.Pow(Beta1, t));
        }
        ),
        ["rmsprop"] = ("alpha=0.9, momentum=0.7, epsilon=1e-3", (p, g, _, k) =>
        {
            g += Decay * p;
            k[0] = 0.9 * k[0] + 0.1 * g * g;
            k[1] = 0.7 * k[1] + g / (Math.Sqrt(k[0]) + Epsilon);
            return p - Rate * k[1];
        }
        ),
        ["centered-rmsprop"] = ("alpha=0.9, momentum=0.7, epsilon=1e-3", (p, g, _, k) =>
        {
            g += Decay * p;
            (k[0], k[1]) = (0.9 * k[0] + 0.1 * g * g, 0.9 * k[1] + 0.1 * g);
            k[2] = 0.7 * k[2] + g / (Math.Sqrt(k[0] - k[1] * k[1]) + Epsilon);
            return p - Rate * k[2];
        }
        ),
        ["adagrad"] = ("rate-decay=0.5, initial-sum=0.2, epsilon=1e-3", (p, g, t, k) =>
        {
            g += Decay * p;
            k[0] = (t == 1 ? 0.2 : k[0]) + g * g;
            return p - Rate / (1 + (t - 1) * 0.5) * g / (Math.Sqrt(k[0]) + Epsilon);
        }
        ),
        ["adadelta"] = ("rho=0.8, epsilon=1e-3", (p, g, _, k) =>
        {
            g += Decay * p;
            k[0] = 0.8 * k[0] + 0.2 * g * g;
            double delta = Math.Sqrt((k[1] + Epsilon) / (k[0] + Epsilon)) * g;
            k[1] = 0.8 * k[1] + 0.2 * delta * delta;
            return p - Rate * delta;
        }
        ),
    };

    [Fact]
    public void Rectified_adam_lets_the_second_average_in_once_it_can_be_trusted()
    {
        var x = new Parameter(Tensor.Scalar(1, DType.Float64));
        var radam = new RAdam([x], Rate, Beta1, Beta2, Epsilon);
        double p = 1, m = 0, v = 0;
        for (int t = 1; t <= 12; t++)
        {
            double g = Math.Sin(t), power = Math.Pow(Beta2, t), limit = 2 / (1 - Beta2) - 1, rho = limit - 2 * t * power / (1 - power);
            radam.Step(new Gradients(new(ReferenceEqualityComparer.Instance) { [x] = Tensor.Scalar(g, DType.Float64) }));
            (m, v) = (Beta1 * m + (1 - Beta1) * g, Beta2 * v + (1 - Beta2) * g * g);
            double step = m / (1 - Math.Pow(Beta1, t));
            if (rho > 5)
                step *= Math.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho))
                    * Math.Sqrt(1 - power) / (Math.Sqrt(v) + Epsilon);
            p -= Rate * step;
            x.Item().ShouldBe(p, 1e-13, $"step {t}, ρ {rho}");
        }
    }

    private static void Average(double g, double[] k) =>
        (k[0], k[1]) = (Beta1 * k[0] + (1 - Beta1) * g, Beta2 * k[1] + (1 - Beta2) * g * g);

    private static double Adam(double g, int t, double[] k)
    {
        Average(g, k);
        return Step(k[0], k[1], t);
    }

    private static double AmsGrad(double g, int t, double[] k)
    {
        Average(g, k);
        k[2] = Math.Max(k[2], k[1]);
        return Step(k[0], k[2], t);
    }

    private static double Step(double m, double v, int t) =>
        Rate * (m / (1 - Math.Pow(Beta1, t))) / (Math.Sqrt(v / (1 - Math.Pow(Beta2, t))) + Epsilon);
}
