namespace Cajal.Tests.Ops;

/// <summary>What activations do with NaN, ∞ and −∞, at their kinks, and far out.</summary>
public class ActivationEdgesTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    // Name, function, f(−∞), f(∞), f'(−∞), f'(∞).
    private static readonly (string Name, Func<Tensor, Tensor> Call, double Low, double High, double LowSlope, double HighSlope)[] Limits =
    [
        ("Sigmoid", x => x.Sigmoid(), 0, 1, 0, 0),
        ("Tanh", x => x.Tanh(), -1, 1, 0, 0),
        ("Relu", x => x.Relu(), 0, Inf, 0, 1),
        ("LeakyRelu", x => x.LeakyRelu(), -Inf, Inf, 0.01, 1),
        ("Elu", x => x.Elu(), -1, Inf, 0, 1),
        ("Selu", x => x.Selu(), -1.7580993408473766, Inf, 0, 1.0507009873554805),
        ("Gelu", x => x.Gelu(), 0, Inf, 0, 1),
        ("GeluTanh", x => x.GeluTanh(), 0, Inf, 0, 1),
        ("Silu", x => x.Silu(), 0, Inf, 0, 1),
        ("Softplus", x => x.Softplus(), 0, Inf, 0, 1),
        ("Mish", x => x.Mish(), 0, Inf, 0, 1),
        ("HardTanh", x => x.HardTanh(), -1, 1, 0, 0),
        ("HardSigmoid", x => x.HardSigmoid(), 0, 1, 0, 0),
        ("HardSwish", x => x.HardSwish(), 0, Inf, 0, 1),
        ("Relu6", x => x.Relu6(), 0, 6, 0, 0),
        ("LogSigmoid", x => x.LogSigmoid(), -Inf, 0, 1, 0),
        ("TanhShrink", x => x.TanhShrink(), -Inf, Inf, 1, 1),
    ];

    public static TheoryData<string, DType> Cases
    {
        get
        {
            var cases = new TheoryData<string, DType>();
            foreach (var (name, _, _, _, _, _) in Limits)
            {
                cases.Add(name, DType.Float32);
                cases.Add(name, DType.Float64);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Limits_are_reached_and_NaN_stays_NaN(string name, DType dtype)
    {
        var (_, call, low, high, lowSlope, highSlope) = Limits.Single(l => l.Name == name);
        foreach (bool differentiable in new[] { false, true })
        {
            using var tape = Tape.Start();
            // Long enough for the widest lanes, with a remainder.
            var x = Tensor.From([.. Enumerable.Range(0, 35).Select(i => (i % 3) switch { 0 => -Inf, 1 => Inf, _ => NaN })], [35]).To(dtype);
            tape.Watch(x);
            var y = call(x);
            var slope = tape.Gradients(y, Tensor.Ones(y.Shape, dtype), differentiable)[x];
            for (int i = 0; i < 35; i++)
            {
                double expected = (i % 3) switch { 0 => low, 1 => high, _ => NaN };
                (y[i].Equals(expected) || Math.Abs(y[i] - expected) < 1e-6).ShouldBeTrue($"{name}({x[i]}) is {y[i]}");
                if (i % 3 < 2) slope[i].ShouldBe(i % 3 == 0 ? lowSlope : highSlope, 1e-6, $"slope of {name} at {x[i]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_slopes_stay_finite_far_out(string name, DType dtype)
    {
        var call = Limits.Single(l => l.Name == name).Call;
        double most = dtype == DType.Float32 ? 1e30 : 1e300;
        using var tape = Tape.Start();
        var x = Tensor.From([-most, -1e10, -800, -100, -30, 30, 100, 800, 1e10, most], [10]).To(dtype);
        tape.Watch(x);
        var y = call(x);
        var slope = tape.Gradients(y, Tensor.Ones(y.Shape, dtype))[x];
        for (int i = 0; i < 10; i++)
        {
            double.IsFinite(y[i]).ShouldBeTrue($"{name}({x[i]}) is {y[i]}");
            double.IsFinite(slope[i]).ShouldBeTrue($"{name}'({x[i]}) is {slope[i]}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Kinks_at_0_have_the_slope_the_lecture_gives_them(bool negative)
    {
        double zero = negative ? -0.0 : 0.0;
        Slope(x => x.Relu(), zero).ShouldBe(0);
        Slope(x => x.LeakyRelu(0.3), zero).ShouldBe(0.3, 1e-15);
        Slope(x => x.Abs(), zero).ShouldBe(0);
        Slope(x => x.Elu(2), zero).ShouldBe(2);
        Slope(x => x.Relu6(), zero).ShouldBe(0);
        Slope(x => x.Norm(), zero).ShouldBe(0);
        Slope(x => x.StandardDeviation(0, 0), zero).ShouldBe(0);
    }

    [Fact]
    public void Slopes_at_bounds()
    {
        Slope(x => x.Clamp(-1, 1), 1).ShouldBe(1);
        Slope(x => x.Clamp(-1, 1), -1).ShouldBe(1);
        Slope(x => x.HardTanh(), 1).ShouldBe(0);
        Slope(x => x.HardTanh(), -1).ShouldBe(0);
        Slope(x => x.Relu6(), 6).ShouldBe(0);
        Slope(x => x.HardSigmoid(), 3).ShouldBe(0);
        Slope(x => x.HardSwish(), -3).ShouldBe(-0.5, 1e-15);
        Slope(x => x.HardSwish(), 3).ShouldBe(1.5, 1e-15);
    }

    [Fact]
    public void Step_and_sign_at_0_and_beside()
    {
        var x = Tensor.From([-1, -0.0, 0, 1e-300, NaN, Inf, -Inf], [7]);
        x.Step().ToArray<double>().ShouldBe([0, 1, 1, 1, NaN, 1, 0]);
        x.Sign().ToArray<double>().ShouldBe([-1, 0, 0, 1, NaN, 1, -1]);
        Tensor.From([-3, 0, 5]).Sign().ToArray<int>().ShouldBe([-1, 0, 1]);
    }

    [Theory]
    [InlineData("Step", "sigmoid")]
    [InlineData("Sign", "tanh")]
    [InlineData("Floor", "StopGradient")]
    [InlineData("Round", "StopGradient")]
    public void Training_through_a_jump_stops_with_a_sentence(string name, string wayOut)
    {
        var w = new Parameter(Tensor.Ones([2]));
        using var tape = Tape.Start();
        var y = name switch { "Step" => (w * 2).Step(), "Sign" => (w * 2).Sign(), "Floor" => (w * 2).Floor(), _ => (w * 2).Round() };
        foreach (bool differentiable in new[] { false, true })
        {
            string message = Should.Throw<InvalidOperationException>(() => tape.Gradients(y.Sum(), differentiable: differentiable)).Message;
            message.ShouldContain(name);
            message.ShouldContain("0 everywhere");
            message.ShouldContain("learn");
            message.ShouldContain(wayOut, Case.Insensitive);
        }
    }

    [Fact]
    public void A_jump_off_the_path_does_no_harm()
    {
        var w = new Parameter(Tensor.Full([2], 1.5));
        using var tape = Tape.Start();
        var straight = w + (w.Round() - w).StopGradient();
        tape.Gradients(straight.Sum())[w].ToArray<float>().ShouldBe([1, 1]);
        straight.ToArray<float>().ShouldBe([2, 2]);
    }

    [Fact]
    public void Facts_of_the_lecture()
    {
        Tensor.From([0.0, 1.0], [2]).Sigmoid().ToArray<double>()[1].ShouldBe(0.7310585786, 1e-10);
        Slope(x => x.Sigmoid(), 0).ShouldBe(0.25);
        Slope(x => x.Sigmoid(), 5).ShouldBe(0.0066480567, 1e-10);
        Slope(x => x.Sigmoid(), 10).ShouldBe(4.5395808e-5, 1e-12);
        Slope(x => x.Tanh(), 0).ShouldBe(1);
        Tensor.From([0.5, 1.0], [2]).Tanh().ToArray<double>().ShouldBe([0.4621171573, 0.7615941560], 1e-10);
        Tensor.From([1.0, 2.0, 3.0], [3]).Softmax().ToArray<double>().ShouldBe([0.0900305732, 0.2447284711, 0.6652409558], 1e-10);
        var z = Tensor.Linspace(-4, 4, 33, DType.Float64);
        (z.Tanh() - (2 * (2 * z).Sigmoid() - 1)).Abs().Max().Item().ShouldBeLessThan(1e-15);
    }

    private static double Slope(Func<Tensor, Tensor> call, double at)
    {
        using var tape = Tape.Start();
        var x = Tensor.From([at], [1]);
        tape.Watch(x);
        return tape.Gradients(call(x).Sum())[x].Item();
    }
}
