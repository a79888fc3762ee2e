using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Losses where their formulas divide, cancel or reach infinity.</summary>
public class LossEdgesTests
{
    public static TheoryData<DType> Floats => [DType.Float32, DType.Float64];

    [Theory]
    [MemberData(nameof(Floats))]
    public void A_negative_variance_counts_as_epsilon_however_far_below_it_lies(DType dtype)
    {
        foreach (double below in new[] { -1e-3, -1, -100, -1e3, -1e7 })
        {
            var variance = new Parameter(Tensor.Full([1], below, dtype));
            using var tape = Tape.Start();
            var loss = Tensor.Full([1], 1, dtype).GaussianNegativeLogLikelihood(Tensor.Full([1], 1.5, dtype), variance, epsilon: 0.01);
            loss.Item().ShouldBe(0.5 * (Math.Log(0.01) + 0.25 / 0.01), 1e-4);
            // d/dv of (ln v + d²/v)/2 at v = ε, as if nothing had been held.
            tape.Gradients(loss)[variance].Item().ShouldBe(0.5 * (1 / 0.01 - 0.25 / 1e-4), 1);
        }
    }

    [Fact]
    public void One_variance_for_each_example_is_not_one_for_each_output()
    {
        Tensor mean = Tensor.From(new[,] { { 1.0, 2 }, { 3, 4 } }), target = Tensor.Zeros([2, 2], DType.Float64),
            each = Tensor.From([1.0, 10]);
        double[] expected = [.. from n in new[] { 0, 1 } from d in new[] { 0, 1 } let v = n == 0 ? 1.0 : 10
            select 0.5 * (Math.Log(v) + (1 + 2 * n + d) * (1 + 2 * n + d) / v)];
        foreach (var variance in new[] { each, each.Unsqueeze(-1), Tensor.From(new[,] { { 1.0, 1 }, { 10, 10 } }) })
            mean.GaussianNegativeLogLikelihood(target, variance, reduction: LossReduction.None).ToArray<double>().ShouldBe(expected, 1e-12);
        foreach (Shape wrong in new Shape[] { [3], [1, 2], [2, 3], [] })
            Should.Throw<ShapeException>(() => mean.GaussianNegativeLogLikelihood(target, Tensor.Ones(wrong, DType.Float64)))
                .Message.ShouldContain("a variance of the output's shape [2, 2]");
    }

    [Theory]
    [MemberData(nameof(Floats))]
    public void Small_probabilities_keep_their_digits(DType dtype)
    {
        // −ln(1 − p) = p + p²/2 + …, of which 1 − p keeps nothing in Float32 and seven digits in Float64.
        double loss = Tensor.Full([1], 1e-9, dtype).BinaryCrossEntropy(Tensor.Full([1], 0, dtype)).Item();
        loss.ShouldBe(1e-9 + 5e-19, dtype == DType.Float32 ? 1e-16 : 1e-24);
    }

    [Theory]
    [MemberData(nameof(Floats))]
    public void What_has_probability_zero_costs_nothing_where_it_is_ruled_out(DType dtype)
    {
        var logits = new Parameter(Tensor.From([0.0, 0, double.NegativeInfinity], [1, 3]).To(dtype));
        var truth = new Parameter(Tensor.From([0.25, 0.75, 0], [1, 3]).To(dtype));
        using var tape = Tape.Start();
        var cross = logits.CrossEntropy(truth);
        cross.Item().ShouldBe(Math.Log(2), 1e-6);
        tape.Gradients(cross)[logits].To(DType.Float64).ToArray<double>().ShouldBe([0.25, -0.25, 0], 1e-6);
        var divergence = logits.LogSoftmax().KullbackLeibler(truth);
        divergence.Item().ShouldBe(Math.Log(2) + 0.25 * Math.Log(0.25) + 0.75 * Math.Log(0.75), 1e-6);
        var gradients = tape.Gradients(divergence);
        gradients[logits].To(DType.Float64).ToArray<double>().ShouldBe([0.25, -0.25, 0], 1e-6);
        gradients[truth].To(DType.Float64).ToArray<double>().ShouldAllBe(g => double.IsFinite(g));
    }

    [Theory]
    [MemberData(nameof(Floats))]
    public void Logits_of_ten_thousand_stay_exact(DType dtype)
    {
        var x = new Parameter(Tensor.From([1e4, -1e4, 0], [1, 3]).To(dtype));
        using var tape = Tape.Start();
        (double Loss, double[] Gradient) At(long label)
        {
            var loss = x.CrossEntropy(Tensor.From([label]));
            return (loss.Item(), tape.Gradients(loss)[x].To(DType.Float64).ToArray<double>());
        }
        At(0).Loss.ShouldBe(0);
        At(1).Loss.ShouldBe(2e4);
        At(1).Gradient.ShouldBe([1, -1, 0]);
        At(2).Loss.ShouldBe(1e4);
    }

    [Theory]
    [InlineData("cross-entropy(smoothing=2)", "[0, 1); received 2")]
    [InlineData("huber(-1)", "positive number; received -1")]
    [InlineData("smooth-l1(beta=-1)", "at least 0; received -1")]
    public void A_named_loss_tells_an_option_out_of_range_when_it_is_read(string text, string words) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Loss.Parse(text)).Message.ShouldContain(words);

    [Fact]
    public void Reading_a_name_while_a_tape_is_open_records_nothing()
    {
        using var tape = Tape.Start();
        Loss.Parse("huber(2)");
        tape.Nodes.ShouldBeEmpty();
    }
}
