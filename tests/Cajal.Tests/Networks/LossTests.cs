using Cajal.Networks;

namespace Cajal.Tests.Networks;

// Values and gradients against PyTorch are in Oracle/; here is what the oracle does not say.
public class LossTests
{
    private static readonly Tensor Labels = Tensor.From([2L, 0, 1, 2]);

    public static TheoryData<string> Names => [.. Loss.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_named_loss_has_the_gradient_of_central_differences(string name)
    {
        var loss = Loss.Parse(name);
        var (output, target) = Example(loss);
        var error = GradientCheck.Run(a => loss.Of(a[0], target), [output]);
        error.Worst.ShouldBeLessThan(1e-7, $"{name}: {error}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_named_loss_has_the_second_derivative_of_central_differences(string name)
    {
        var loss = Loss.Parse(name);
        var (output, target) = Example(loss);
        var weights = Tensor.Normal(output.Shape, new Rng(8), dtype: DType.Float64);
        var error = GradientCheck.Run(a =>
        {
            var inner = loss.Of(a[0].Square(), target);
            return (Tape.Recording!.Gradients(inner, differentiable: true)[a[0]] * weights).Sum();
        }, [output.Abs().Sqrt()]);
        error.Worst.ShouldBeLessThan(1e-6, $"{name}: {error}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_named_loss_is_one_number_and_says_a_wrong_shape(string name)
    {
        var loss = Loss.Parse(name);
        var (output, target) = Example(loss);
        loss.Of(output, target).Shape.ShouldBe(Shape.Scalar);
        var wrong = Tensor.Zeros([7], target.DType);
        Should.Throw<ShapeException>(() => loss.Of(output, wrong)).Message.ShouldContain("but received [7]");
    }

    [Fact]
    public void The_four_reductions()
    {
        Tensor a = Tensor.From(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } }), y = Tensor.Zeros([2, 3], DType.Float64);
        a.MeanSquaredError(y).Item().ShouldBe(91.0 / 6, 1e-12);
        a.MeanSquaredError(y, LossReduction.Sum).Item().ShouldBe(91);
        a.MeanSquaredError(y, LossReduction.BatchMean).Item().ShouldBe(45.5);
        a.MeanSquaredError(y, LossReduction.None).ToArray<double>().ShouldBe([1, 4, 9, 16, 25, 36]);
        a.HalfSquaredError(y).Item().ShouldBe(22.75);
        Tensor.Scalar(3, DType.Float64).HalfSquaredError(Tensor.Scalar(1, DType.Float64)).Item().ShouldBe(2);
    }

    [Fact]
    public void A_label_out_of_range_is_named_with_its_place()
    {
        var x = Tensor.Zeros([4, 3]);
        var message = "Label number 2 is 3, but there are 3 classes, so labels lie in 0..2. Give the network more outputs, or correct the labels.";
        foreach (var labels in new[] { Tensor.From([0L, 1, 3, 0]), Tensor.From([0, 1, 3, 0]) })
        {
            Should.Throw<ArgumentException>(() => x.CrossEntropy(labels)).Message.ShouldBe(message);
            Should.Throw<ArgumentException>(() => x.NegativeLogLikelihood(labels)).Message.ShouldBe(message);
            Should.Throw<ArgumentException>(() => x.MultiMargin(labels)).Message.ShouldBe(message);
        }
        Should.Throw<ArgumentException>(() => x.CrossEntropy(Tensor.From([0L, -1, 0, 0]))).Message.ShouldContain("Label number 1 is -1");
        x.CrossEntropy(Tensor.From([0L, -1, 0, 0]), ignored: -1).Item().ShouldBe(Math.Log(3), 1e-6);
    }

    [Fact]
    public void A_plan_names_a_label_out_of_range_too()
    {
        var labels = new State(Tensor.From([0L, 1]));
        Tensor x = Tensor.Zeros([2, 3]);
        using var tape = Tape.Start();
        var plan = tape.ToPlan(x.CrossEntropy(labels));
        tape.Dispose();
        labels.Assign([0L, 5]);
        Should.Throw<ArgumentException>(() => plan.Run()).Message.ShouldContain("Label number 1 is 5");
    }

    [Fact]
    public void Wrong_labels_weights_and_options_are_told()
    {
        var x = Tensor.Zeros([4, 3]);
        Should.Throw<InvalidOperationException>(() => x.NegativeLogLikelihood(Tensor.Zeros([4]))).Message.ShouldContain("class labels of Int64 or Int32; received Float32 [4]");
        Should.Throw<ShapeException>(() => x.CrossEntropy(Tensor.Zeros([4]))).Message.ShouldContain("probabilities of the logits' shape [4, 3] (or whole-number labels [4])");
        Should.Throw<ShapeException>(() => x.CrossEntropy(Labels.Reshape(2, 2))).Message.ShouldContain("labels of the shape [4] for an output [4, 3] with 3 classes");
        Should.Throw<ShapeException>(() => x.CrossEntropy(Labels, weight: Tensor.Ones([4]))).Message.ShouldContain("one weight for each class, [3]");
        Should.Throw<ShapeException>(() => Tensor.Scalar(1).CrossEntropy(Tensor.Scalar(0, DType.Int64))).Message.ShouldContain("[C] or [N, C, …]");
        Should.Throw<ArgumentOutOfRangeException>(() => x.CrossEntropy(Labels, labelSmoothing: 1)).Message.ShouldContain("[0, 1); received 1");
        Should.Throw<ArgumentException>(() => x.CrossEntropy(Tensor.Zeros([4, 3]), ignored: 1)).Message.ShouldContain("holds probabilities");
        Should.Throw<ArgumentOutOfRangeException>(() => x.Huber(x, 0)).Message.ShouldContain("positive");
        Should.Throw<ArgumentOutOfRangeException>(() => x.MultiMargin(Labels, p: 3)).Message.ShouldContain("received 3");
        Should.Throw<ArgumentException>(() => Tensor.From([1.5f]).BinaryCrossEntropy(Tensor.From([1f]))).Message.ShouldContain("received 1.5. Put a sigmoid before it");
    }

    [Fact]
    public void All_labels_ignored_is_nothing_to_average()
    {
        var x = new Parameter(Tensor.Zeros([2, 3]));
        using var tape = Tape.Start();
        x.CrossEntropy(Tensor.From([9L, 9]), ignored: 9).Item().ShouldBe(double.NaN);
        x.CrossEntropy(Tensor.From([9L, 9]), ignored: 9, reduction: LossReduction.Sum).Item().ShouldBe(0);
    }

    [Fact]
    public void Logits_of_any_size_keep_loss_and_gradient_finite_and_exact()
    {
        var x = new Parameter(Tensor.From([-1000.0, 1000, -40, 40, 0]));
        using var tape = Tape.Start();
        var losses = x.BinaryCrossEntropyWithLogits(Tensor.From([0.0, 1, 0, 1, 1]), reduction: LossReduction.None);
        losses.ToArray<double>().ShouldBe([0, 0, Math.Exp(-40), Math.Exp(-40), Math.Log(2)], 1e-16);
        losses[2].ShouldBe(4.248354255291589e-18, 1e-30);
        tape.Gradients(losses.Sum())[x].ToArray<double>().ShouldBe([0, 0, 4.248354255291589e-18, -4.248354255291589e-18, -0.5], 1e-15);
    }

    [Fact]
    public void Positive_weight_counts_rare_positives_more()
    {
        Tensor x = Tensor.From([0.3, -0.7]), y = Tensor.From([1.0, 0.0]);
        double[] plain = x.BinaryCrossEntropyWithLogits(y, reduction: LossReduction.None).ToArray<double>();
        double[] heavy = x.BinaryCrossEntropyWithLogits(y, positiveWeight: Tensor.From([3.0]), reduction: LossReduction.None).ToArray<double>();
        heavy.ShouldBe([3 * plain[0], plain[1]], 1e-15);
    }

    [Fact]
    public void Cross_entropy_takes_single_examples_and_narrow_labels()
    {
        Tensor x = Tensor.From([1.0, 2, 3]);
        double expected = -x.LogSoftmax()[1];
        x.CrossEntropy(Tensor.Scalar(1, DType.Int64)).Item().ShouldBe(expected, 1e-15);
        x.Reshape(1, 3).CrossEntropy(Tensor.From([1])).Item().ShouldBe(expected, 1e-15);
        x.Reshape(1, 3).CrossEntropy(Tensor.From(new[,] { { 0.0, 1, 0 } })).Item().ShouldBe(expected, 1e-15);
    }

    [Fact]
    public void Kl_of_logarithms_is_kl_of_probabilities()
    {
        var rng = new Rng(1);
        Tensor x = Tensor.Normal([4, 3], rng, dtype: DType.Float64).LogSoftmax(), t = Tensor.Normal([4, 3], rng, dtype: DType.Float64).LogSoftmax();
        x.KullbackLeibler(t, logTarget: true).Item().ShouldBe(x.KullbackLeibler(t.Exp()).Item(), 1e-14);
        x.KullbackLeibler(x.Exp()).Item().ShouldBe(0, 1e-14);
    }

    [Fact]
    public void Likelihoods_with_their_constants()
    {
        Tensor a = Tensor.From([0.5]), y = Tensor.From([3.0]), v = Tensor.From([4.0]);
        a.GaussianNegativeLogLikelihood(y, v, full: true).Item().ShouldBe(0.5 * (Math.Log(2 * Math.PI * 4) + 6.25 / 4), 1e-14);
        a.PoissonNegativeLogLikelihood(y, logInput: false, epsilon: 0).Item().ShouldBe(0.5 - 3 * Math.Log(0.5), 1e-14);
        double stirling = 3 * Math.Log(3) - 3 + 0.5 * Math.Log(2 * Math.PI * 3);
        a.PoissonNegativeLogLikelihood(y, full: true).Item().ShouldBe(Math.Exp(0.5) - 1.5 + stirling, 1e-14);
        a.PoissonNegativeLogLikelihood(Tensor.From([0.0]), full: true).Item().ShouldBe(Math.Exp(0.5), 1e-14);
    }

    private static (Tensor Output, Tensor Target) Example(Loss loss)
    {
        var rng = new Rng(6);
        Tensor x = Tensor.Normal([4, 3], rng, dtype: DType.Float64), other = Tensor.Normal([4, 3], rng, dtype: DType.Float64);
        if (loss.Name == "bce") x = x.Sigmoid();
        return loss.Target switch
        {
            LossTarget.Labels => (x, Labels),
            LossTarget.ZeroOne => (x, other.Step()),
            LossTarget.PlusMinusOne => (x, other.Sign()),
            LossTarget.Probabilities => (x, other.Softmax()),
            _ => (x, other.Abs()),
        };
    }
}
