using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Lectures;

/// <summary>Slips beyond the list of section 12, shown; numbered on from there.</summary>
public class LectureFurtherSlipsTests
{
    [Fact]
    public void Slip_14_what_training_is_stopped_by_flatters()
    {
        // 50 stopping points that are right on each of 100 examples by the toss of a coin: the best of them by one part, judged by that part and by another.
        Tensor Coins(int seed) => Tensor.Normal([50, 100], new Rng((ulong)seed)).Step().Mean(1);
        double stoppedBy = 0, keptShut = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            Tensor one = Coins(2 * trial), other = Coins(2 * trial + 1);
            int best = (int)one.ArgMax(0).Item();
            (stoppedBy, keptShut) = (stoppedBy + one[best] / 200, keptShut + other[best] / 200);
        }
        keptShut.ShouldBe(0.5, 0.015);
        stoppedBy.ShouldBeGreaterThan(0.59);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void Slip_15_inputs_may_be_dropped_too_but_gently(double rate)
    {
        // z = w·(r∘x)/(1 − p): its mean is w·x, its variance p/(1 − p) · Σ (wᵢxᵢ)²: a ninth of the signal's at a tenth, as much as the signal's at a half.
        const int draws = 20_000;
        var rng = new Rng(1);
        Tensor x = Tensor.Normal([50], rng, dtype: DType.Float64), w = Tensor.Normal([50], rng, dtype: DType.Float64);
        using var tape = Tape.Start();
        double[] z = new Dropout(rate, rng).Forward(x.Expand([draws, 50])).MatMul(w).Values();
        double variance = rate / (1 - rate) * (w * x).Square().Sum().Item();
        z.Average().ShouldBe((w * x).Sum().Item(), 4 * Math.Sqrt(variance / draws));
        z.Average(v => v * v).ShouldBe(variance + Math.Pow((w * x).Sum().Item(), 2), 0.05 * (variance + 50));
    }

    [Fact]
    public void Slip_16_the_pull_of_l1_is_uniform_and_that_of_l2_is_proportional()
    {
        double[] weights = [0.01, -0.1, 1, -10];
        var layer = LectureNet.Linear(new[,] { { 0.01, -0.1, 1, -10 } });
        double[] l1 = LectureNet.Gradients(() => new L1Penalty(0.1).Loss(layer), layer.Weight)[0];
        double[] l2 = LectureNet.Gradients(() => new L2Penalty(0.1).Loss(layer), layer.Weight)[0];
        l1.Select(Math.Abs).ShouldBe([0.1, 0.1, 0.1, 0.1], 1e-15);
        l2.Zip(weights, (pull, w) => pull / w).ShouldBe([0.2, 0.2, 0.2, 0.2], 1e-14);
        l1.Zip(l2).ShouldAllBe(p => Math.Sign(p.First) == Math.Sign(p.Second));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1024)]
    public void Slip_17_the_space_of_backpropagation_grows_with_the_batch(int batch)
    {
        var model = Mlp.Build([784, 128, 64, 10], new Rng(1));
        ModelSummary one = ModelSummary.Of(model, [1, 784]), many = ModelSummary.Of(model, [batch, 784]);
        one.Parameters.ShouldBe(109_386);
        many.Parameters.ShouldBe(one.Parameters);
        one.StoredActivations.ShouldBeGreaterThan(784 + 128 + 64 - 1);
        many.StoredActivations.ShouldBe(batch * one.StoredActivations);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 3)]
    [InlineData(5, 2)]
    public void Slip_18_convolution_is_equivariant_and_with_global_pooling_invariant(int down, int right)
    {
        var convolution = new Conv2d(1, 3, 3, new Rng(1), padding: 1, dtype: DType.Float64);
        // Zeros all round, so that nothing is pushed over the edge.
        Tensor small = Tensor.Normal([1, 1, 5, 5], new Rng(2), dtype: DType.Float64);
        Tensor y = convolution.Forward(At(0, 0)), shifted = convolution.Forward(At(down, right));
        shifted.Values().ShouldNotBe(y.Values());
        double[] window = y.Slice(2, 0..8).Slice(3, 0..8).Contiguous().Values();
        shifted.Slice(2, down..(down + 8)).Slice(3, right..(right + 8)).Contiguous().Values().ShouldBe(window);
        foreach (Layer pool in new Layer[] { new GlobalMaxPool(), new GlobalAveragePool() })
            pool.Forward(shifted).Contiguous().Values().ShouldBe(pool.Forward(y).Contiguous().Values(), 1e-15);

        Tensor At(int row, int column) => small.Pad([2 + column, 7 - column, 2 + row, 7 - row]);
    }

    [Fact]
    public void Slip_19_indices_to_from_and_from_to_are_transposed_and_square_matrices_hide_it()
    {
        Tensor x = Tensor.From([1.0, 2]), w = Tensor.From(new[,] { { 1.0, 2 }, { 3, 4 } });
        double[] toFrom = w.MatMul(x).Values(), fromTo = x.MatMul(w).Values();
        toFrom.ShouldBe([5, 11]);
        fromTo.ShouldBe([7, 10]);
        w.T.MatMul(x).Values().ShouldBe(fromTo);
        // Another number of units than inputs: the wrong reading does not fit.
        Tensor wide = Tensor.Ones([3, 2], DType.Float64);
        wide.MatMul(x).Values().ShouldBe([3, 3, 3]);
        Should.Throw<ShapeException>(() => x.MatMul(wide));
        // The house is (to, from).
        LectureNet.Linear(new[,] { { 1.0, 2 }, { 3, 4 } }).Forward(LectureNet.Row(1, 2)).Values().ShouldBe(toFrom);
    }
}
