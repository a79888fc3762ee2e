using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class TransferredTests
{
    [Fact]
    public void FeaturesAreAllButTheLastLinearLayers()
    {
        var rng = new Rng(1);
        var lenet = new Sequential(new Planes(), LeNet.Build(rng));
        var x = Tensor.Normal([2, 28, 28], rng);
        Transferred.FeaturesOf(lenet).Forward(x).Shape.ShouldBe([2, 84]);
        Transferred.FeaturesOf(lenet, 2).Forward(x).Shape.ShouldBe([2, 120]);
        Transferred.FeaturesOf(lenet, 3).Forward(x).Shape.ShouldBe([2, 400]);
        Transferred.UsualCut(lenet).ShouldBe(3);
        Should.Throw<ArgumentException>(() => Transferred.FeaturesOf(lenet, 4)).Message.ShouldContain("linear layer");
        Should.Throw<ArgumentException>(() => Transferred.FeaturesOf(new Linear(3, 2, rng))).Message.ShouldContain("Linear");

        var mlp = Mlp.Build([4, 8, 6, 2], rng, output: "sigmoid");
        Transferred.UsualCut(mlp).ShouldBe(1);
        Transferred.FeaturesOf(mlp).Forward(Tensor.Ones([1, 4])).Shape.ShouldBe([1, 6]);
        var codes = (Representation)ModelCatalog.Parse("autoencoder(code=5)")([28, 28], 10, rng);
        Transferred.FeaturesOf(codes).ShouldBeSameAs(codes.Learner.Encoder);
        var again = new Transferred(Transferred.FeaturesOf(mlp), 6, 3, rng);
        Transferred.FeaturesOf(again).ShouldBeSameAs(again.Features);
    }

    [Fact]
    public void FeaturesAreStandardizedForTheNewLayer()
    {
        var rng = new Rng(2);
        var model = new Transferred(new Flatten(), 3, 2, rng);
        var x = Tensor.Normal([500, 3], rng, standardDeviation: 4) + 7;
        model.Standardize(x);
        var plain = (Linear)model.Head;
        var middle = x.Mean(0);
        var expected = plain.Forward((x - middle) / ((x - middle).Square().Mean(0).Sqrt() + 0.05));
        (model.Forward(x) - expected).Abs().Max().Item().ShouldBeLessThan(1e-5);
        // One example has no deviation.
        model.Standardize(x.Slice(0, ..1));
        model.Forward(x).ToArray<float>().ShouldAllBe(y => float.IsFinite(y));
    }
}
