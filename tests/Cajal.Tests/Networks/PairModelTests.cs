using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Models for rows of two things side by side.</summary>
public class PairModelTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("TwoTowerPairs", [4, 5], [4, 2], rng => new TwoTowerPairs(2, 3, rng, units: 3, width: 2)),
        new("RankedPairs", [4, 6], [4, 5], rng => new RankedPairs(3, rng, units: 3)),
    ];

    [Fact]
    public void APairHasTheScoreThatTheTowersGiveItAmongAll()
    {
        var model = new TwoTowerPairs(2, 3, new Rng(1), units: 4, width: 3);
        model.Bias.Assign<float>([0.5f]);
        var x = Tensor.Normal([6, 5], new Rng(2));
        var all = model.Towers.Score(x.Slice(1, ..2), x.Slice(1, 2..));
        float[] y = model.Forward(x).ToArray<float>();
        for (int i = 0; i < 6; i++) y[i].ShouldBe((float)(all[i, i] + 0.5), 1e-5f);
    }

    [Fact]
    public void ExchangedThingsOnlyChangeTheSign()
    {
        var model = new RankedPairs(3, new Rng(1), units: 8);
        Tensor a = Tensor.Normal([5, 3], new Rng(2)), b = Tensor.Normal([5, 3], new Rng(3));
        float[] y = model.Forward(Tensor.Concatenate([a, b], 1)).ToArray<float>();
        float[] exchanged = model.Forward(Tensor.Concatenate([b, a], 1)).ToArray<float>();
        y.ShouldBe(exchanged.Select(v => -v), 1e-6f);
        y.ShouldContain(v => Math.Abs(v) > 1e-3f);
    }

    [Theory]
    [InlineData("two-tower", 1, 1)]
    [InlineData("two-tower", 4, 3)]
    [InlineData("two-tower(users=4)", 4, 1)]
    [InlineData("ranker", 5, 1)]
    [InlineData("ranker", 4, 2)]
    public void WhatIsNoPairIsRefused(string model, int inputs, int outputs) =>
        Should.Throw<ArgumentException>(() => ModelCatalog.Parse(model)([inputs], outputs, new Rng(0)));

    [Fact]
    public void TheFirstInputsDescribeTheUser()
    {
        var model = (TwoTowerPairs)ModelCatalog.Parse("two-tower(users=1,units=4,width=2)")([5], 1, new Rng(0));
        model.Towers.Users.Forward(Tensor.Zeros([3, 1])).Shape.ShouldBe([3, 2]);
        model.Towers.Items.Forward(Tensor.Zeros([3, 4])).Shape.ShouldBe([3, 2]);
    }
}
