using Cajal.Tests.Contracts;

namespace Cajal.Tests.Ops;

/// <summary>Ties, NaN and zeros in reductions, orders and products.</summary>
public class ReductionEdgesTests
{
    [Fact]
    public void Of_equal_elements_the_first_gets_the_whole_gradient()
    {
        var x = new Parameter(Tensor.From([1.0, 3, 3, 2], [2, 2]));
        using var tape = Tape.Start();
        tape.Gradients(x.Max())[x].ToArray<double>().ShouldBe([0, 1, 0, 0]);
        x.ArgMax().Item().ShouldBe(1);
        tape.Gradients(Tensor.Concatenate([x, x], 1).Max(1).Sum())[x].ToArray<double>().ShouldBe([0, 1, 1, 0]);
        tape.Gradients(x.Sort(descending: true).Values.Reshape(-1).TopK(1).Values.Sum())[x].ToArray<double>().ShouldBe([0, 1, 0, 0]);
    }

    [Fact]
    public void Two_equal_tensors_share_the_gradient_of_their_maximum()
    {
        Parameter a = new(Tensor.From([1.0, 2, 3])), b = new(Tensor.From([1.0, 5, 0]));
        using var tape = Tape.Start();
        var g = tape.Gradients(a.Maximum(b).Sum());
        g[a].ToArray<double>().ShouldBe([0.5, 0, 1]);
        g[b].ToArray<double>().ShouldBe([0.5, 1, 0]);
        var h = tape.Gradients(a.Minimum(b).Sum());
        h[a].ToArray<double>().ShouldBe([0.5, 1, 0]);
        h[b].ToArray<double>().ShouldBe([0.5, 0, 1]);
    }

    [Fact]
    public void NaN_wins_every_contest()
    {
        var x = Tensor.From([1, double.NaN, 3, double.NaN]);
        x.Max().Item().ShouldBe(double.NaN);
        x.Min().Item().ShouldBe(double.NaN);
        x.ArgMax().Item().ShouldBe(1);
        x.ArgMin().Item().ShouldBe(1);
        x.Sort().Values.ToArray<double>().ShouldBe([1, 3, double.NaN, double.NaN]);
        x.Sort().Positions.ToArray<long>().ShouldBe([0, 2, 1, 3]);
        x.Sort(descending: true).Positions.ToArray<long>().ShouldBe([1, 3, 2, 0]);
        x.Maximum(2).ToArray<double>().ShouldBe([2, double.NaN, 3, double.NaN]);
        (x > 2).ToArray<bool>().ShouldBe([false, false, true, false]);
        x.NotEqualTo(x).ToArray<bool>().ShouldBe([false, true, false, true]);
        x.Norm().Item().ShouldBe(double.NaN);
        x.Norm(0, 3).Item().ShouldBe(double.NaN);
    }

    [Fact]
    public void Repeated_rows_add_their_gradients_up()
    {
        var table = new Parameter(Tensor.Ones([3, 2]));
        using var tape = Tape.Start();
        var y = table.IndexSelect(0, Tensor.From([2L, 0, 2, 2]));
        tape.Gradients(y, Tensor.From([1f, 2, 3, 4, 5, 6, 7, 8], [4, 2]))[table].ToArray<float>().ShouldBe([3, 4, 0, 0, 13, 16]);
    }

    [Fact]
    public void A_product_with_zeros_has_its_right_gradient()
    {
        var x = new Parameter(Tensor.From([2.0, 0, 3, 4], [4]));
        using var tape = Tape.Start();
        tape.Gradients(x.Product())[x].ToArray<double>().ShouldBe([0, 24, 0, 0]);
    }

    [Fact]
    public void Powers_at_0()
    {
        Parameter a = new(Tensor.From([0.0, 0, 0, 2])), b = new(Tensor.From([0.0, 1, 2, 0]));
        using var tape = Tape.Start();
        var y = a.Power(b);
        y.ToArray<double>().ShouldBe([1, 0, 0, 1]);
        foreach (bool differentiable in new[] { false, true })
        {
            var g = tape.Gradients(y.Sum(), differentiable: differentiable);
            g[a].ToArray<double>().ShouldBe([0, 1, 0, 0]);
            g[b].ToArray<double>().ShouldBe([0, 0, 0, Math.Log(2)], 1e-15);
            if (differentiable) tape.Gradients(g[a].Sum() + g[b].Sum())[a].ToArray<double>().ShouldNotContain(double.NaN);
        }
    }

    [Fact]
    public void Nothing_summed_is_0_and_its_mean_is_NaN()
    {
        Tensor.Zeros([0, 3]).Sum(0).ToArray<float>().ShouldBe([0, 0, 0]);
        Tensor.Zeros([0]).Mean().Item().ShouldBe(double.NaN);
        Tensor.Ones([1]).Variance().Item().ShouldBe(double.NaN);
        Tensor.Zeros([0]).Norm().Item().ShouldBe(0);
        Tensor.Zeros([2, 0]).Product(1).ToArray<float>().ShouldBe([1, 1]);
    }

    [Fact]
    public void Float64_to_Float32_and_back_carries_the_gradient()
    {
        var x = new Parameter(Tensor.From([1.5, -2]));
        using var tape = Tape.Start();
        var g = tape.Gradients((x.To(DType.Float32) * 3).Sum())[x];
        g.DType.ShouldBe(DType.Float64);
        g.ToArray<double>().ShouldBe([3, 3]);
        x.To(DType.Float64).ShouldBeSameAs(x);
    }

    [Fact]
    public void Rows_of_infinities_have_a_log_sum_and_no_gradient()
    {
        const double inf = double.PositiveInfinity;
        var x = new Parameter(Tensor.From(new[,] { { -inf, -inf }, { 0.0, -inf }, { inf, 1 }, { Math.Log(2), Math.Log(6) } }));
        using var tape = Tape.Start();
        var y = x.LogSumExp(1);
        Closeness.ShouldBeClose(y, new Plain([4], [-inf, 0, inf, Math.Log(8)]), 1e-15);
        foreach (bool differentiable in new[] { false, true })
            tape.Gradients(y, Tensor.Ones([4], DType.Float64), differentiable)[x].ToArray<double>()
                .ShouldBe([0, 0, 1, 0, 0, 0, 0.25, 0.75], 1e-15);
    }
}
