using System.Globalization;
using Cajal.Insight;
using Cajal.Lectures;
using Cajal.Networks;

namespace Cajal.Tests.Insight;

public class WeightPathTests
{
    [Fact]
    public void The_lectures_w3_has_one_path()
    {
        Linear hidden = LectureNetwork.Linear(new[,] { { 0.1, 0.8 }, { 0.4, 0.6 } }), output = LectureNetwork.Linear(new[,] { { 0.3, 0.9 } });
        var model = new Sequential(hidden, Activation.Sigmoid, output, Activation.Sigmoid);
        var page = model.ExplainWeight(hidden.Weight, [0, 0], Tensor.From(new[,] { { 0.35, 0.9 } }), Tensor.From(new[,] { { 0.5 } }), options: new(Digits: 8));
        page.Blocks.OfType<HeadingBlock>().First().Text.ShouldBe("The path");
        string text = page.ToString();
        text.ShouldContain("∂z₁⁽¹⁾/∂w₁₁⁽¹⁾");
        text.ShouldContain("∂a₁⁽¹⁾/∂z₁⁽¹⁾");
        Value(page, "sum over paths").ShouldBe(0.0009290712, 1e-9);
        Value(page, "backpropagation").ShouldBe(0.0009290712, 1e-9);
        Value(page, "central difference").ShouldBe(0.0009290712, 1e-9);
    }

    public static TheoryData<string, int> Kinds => new()
    {
        { "deep", 2 }, { "residual", 2 }, { "batch", 1 }, { "convolution", 1 }, { "wide", 1 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Paths_add_up_to_the_gradient(string kind, int leastPaths)
    {
        var rng = new Rng(3);
        const DType wide = DType.Float64;
        var (model, x, target) = kind switch
        {
            "deep" => ((Layer)Mlp.Build([3, 2, 2, 1], rng, "tanh", dtype: wide), Tensor.Normal([1, 3], rng, dtype: wide), Tensor.Normal([1, 1], rng, dtype: wide)),
            "residual" => (new Sequential(new Linear(2, 2, rng, dtype: wide), new Residual(new Sequential(new Linear(2, 2, rng, dtype: wide), Activation.Tanh)), new Linear(2, 1, rng, dtype: wide)),
                Tensor.Normal([1, 2], rng, dtype: wide), Tensor.Normal([1, 1], rng, dtype: wide)),
            "batch" => (Mlp.Build([3, 4, 3], rng, "sigmoid", dtype: wide), Tensor.Normal([5, 3], rng, dtype: wide), Tensor.From([0L, 1, 2, 0, 1])),
            "convolution" => (new Sequential(new Conv2d(1, 2, 3, rng, dtype: wide), Activation.Tanh, new Flatten(), new Linear(2 * 6 * 6, 3, rng, dtype: wide)),
                Tensor.Normal([1, 1, 8, 8], rng, dtype: wide), Tensor.From([2L])),
            _ => (Mlp.Build([3, 400, 400, 3], rng, dtype: wide), Tensor.Normal([2, 3], rng, dtype: wide), Tensor.From([2L, 0])),
        };
        double[] before = [.. model.Parameters.SelectMany(p => p.ToArray<double>())];
        var page = model.ExplainWeight(model.Parameters[0], new int[model.Parameters[0].Rank], x, target, options: new(Digits: 15));
        page.Blocks.OfType<HeadingBlock>().Count().ShouldBeGreaterThan(leastPaths);
        double found = Value(page, "backpropagation");
        found.ShouldNotBe(0);
        Value(page, "sum over paths").ShouldBe(found, 1e-12);
        Value(page, "central difference").ShouldBe(found, 1e-8);
        model.Parameters.SelectMany(p => p.ToArray<double>()).ShouldBe(before);
    }

    [Fact]
    public async Task A_deep_network_takes_no_longer_than_its_units()
    {
        var rng = new Rng(3);
        var model = Mlp.Build([3, .. Enumerable.Repeat(16, 12), 1], rng, "tanh", dtype: DType.Float64);
        var page = await Task.Run(() => model.ExplainWeight(model.Parameters[0], [0, 0], Tensor.Normal([1, 3], rng, dtype: DType.Float64), Tensor.Ones([1, 1], DType.Float64)))
            .WaitAsync(TimeSpan.FromSeconds(30));
        Value(page, "sum over paths").ShouldBe(Value(page, "backpropagation"), 1e-12);
    }

    [Fact]
    public void Wrong_places_are_told()
    {
        var model = Mlp.Build([2, 3, 1], new Rng(1));
        Tensor x = Tensor.Ones([1, 2]), t = Tensor.Ones([1, 1]);
        Should.Throw<ArgumentException>(() => model.ExplainWeight(model.Parameters[0], [3, 0], x, t)).Message.ShouldContain("[3, 2] is one index for each axis; received [3, 0]");
        Should.Throw<ArgumentException>(() => model.ExplainWeight(new Parameter(Tensor.Ones([1])), [0], x, t)).Message.ShouldContain("does not depend on");
    }

    private static double Value(Page page, string row) =>
        double.Parse(page.Blocks.OfType<TableBlock>().Last().Rows.Single(r => r[0] == row)[1], CultureInfo.InvariantCulture);
}
