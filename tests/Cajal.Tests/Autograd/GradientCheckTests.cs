namespace Cajal.Tests.Autograd;

public class GradientCheckTests
{
    [Fact]
    public void A_right_gradient_has_a_tiny_error()
    {
        var x = Tensor.From([0.3, -1.2, 2.5], [3]);
        GradientCheck.Run(a => (a[0] * a[0] + 3).Sum(), [x]).Worst.ShouldBeLessThan(1e-9);
        GradientCheck.Run(a => (a[0].Sin() * a[1]).Sum(), [x, x]).Worst.ShouldBeLessThan(1e-9);
        GradientCheck.Run(a => (a[0] * 2).Tanh().Sum(), [x.To(DType.Float32)]).Worst.ShouldBeLessThan(2e-3);
    }

    [Fact]
    public void A_wrong_gradient_is_found_and_named()
    {
        var x = Tensor.From([1.0, 2, 3], [3]);
        var error = GradientCheck.Run(a => Op.Apply(new Wrong(), a[1]).Sum() + a[0].Sum(), [x, x]);
        error.Worst.ShouldBe(0.5, 1e-6);
        error.Tensor.ShouldBe(1);
        error.Gradient.ShouldBe(x[error.Element], 1e-12);
        error.Difference.ShouldBe(2 * x[error.Element], 1e-6);
        error.ToString().ShouldContain($"element {error.Element} of tensor 1");
    }

    [Fact]
    public void A_gradient_that_is_NaN_is_the_worst()
    {
        double worst = GradientCheck.Run(a => a[0].Sqrt().Sum(), [Tensor.From([1.0, -1, 4])]).Worst;
        worst.ShouldBe(double.NaN);
    }

    [Fact]
    public void Whole_numbers_are_passed_through_and_numbered()
    {
        var index = Tensor.From([1L, 1]);
        var error = GradientCheck.Run(a => (a[1].IndexSelect(0, a[0]) * a[2]).Sum(), [index, Tensor.From([1.0, 2]), Tensor.From([3.0, 4])]);
        error.Worst.ShouldBeLessThan(1e-9);
        error.Tensor.ShouldBeInRange(1, 2);
    }

    [Fact]
    public void Random_counters_are_pinned_and_states_and_parameters_are_what_they_were()
    {
        var counter = new State(Tensor.Full(Shape.Scalar, 40, DType.Int64));
        var w = new Parameter(Tensor.Normal([30], new Rng(1), dtype: DType.Float64));
        double[] before = w.ToArray<double>();
        var error = GradientCheck.Run(() => (w * RandomMask.Draw(w.Shape, w.DType, 0.5, 7, counter)).Square().Sum(), [w]);
        error.Worst.ShouldBeLessThan(1e-8);
        counter.Item().ShouldBe(40);
        w.ToArray<double>().ShouldBe(before);
    }

    [Fact]
    public void Training_mode_is_on()
    {
        var w = new Parameter(Tensor.Ones([1], DType.Float64));
        GradientCheck.Run(() => Tape.IsTraining ? (w * 2).Sum() : throw new InvalidOperationException("inference"), [w]).Worst.ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void A_parameter_the_loss_does_not_depend_on_has_gradient_0()
    {
        Parameter used = new(Tensor.Ones([1], DType.Float64)), unused = new(Tensor.Ones([2], DType.Float64));
        GradientCheck.Run(() => used.Sum(), [used, unused]).Worst.ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void Large_tensors_are_sampled()
    {
        int calls = 0;
        var w = new Parameter(Tensor.Ones([1000], DType.Float64));
        GradientCheck.Run(() =>
        {
            calls++;
            return w.Square().Sum();
        }, [w], most: 10);
        calls.ShouldBe(21);
        Should.Throw<ArgumentOutOfRangeException>(() => GradientCheck.Run(() => w.Sum(), [w], most: 0));
    }

    // y = x², and claims dy/dx = x.
    private sealed record Wrong : Op
    {
        public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, x[0].DType);

        public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
        {
            for (int i = 0; i < x[0].Count; i++) Write<double>(y[0])[i] = Read<double>(x[0])[i] * Read<double>(x[0])[i];
        }

        public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient * pass.Input(0);
    }

    [Fact]
    public void A_frozen_parameter_is_refused()
    {
        var w = new Parameter(Tensor.From([1.0])) { Trainable = false };
        Should.Throw<ArgumentException>(() => GradientCheck.Run(() => w.Sum(), [w])).Message
            .ShouldContain("is frozen and gets no gradient to check");
    }
}
