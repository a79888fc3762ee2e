using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Tests.Insight;

public class ModelSummaryTests
{
    [Fact]
    public void The_lecture_network_has_109386_parameters_and_986_activations_for_each_example()
    {
        var rng = new Rng(1);
        var model = new Sequential(new Linear(784, 128, rng), Activation.Relu, new Linear(128, 64, rng), Activation.Relu, new Linear(64, 10, rng));
        var summary = ModelSummary.Of(model, [64, 784]);
        summary.Parameters.ShouldBe(109_386);
        summary.Layers.Select(l => l.Parameters).ShouldBe([100_480, 0, 8_256, 0, 650]);
        summary.MultiplyAdds.ShouldBe(64L * (784 * 128 + 128 * 64 + 64 * 10));
        summary.StoredActivations.ShouldBe(64 * 986);
        summary.ToString().ShouldContain("109,386 parameters");
    }

    [Fact]
    public void Reading_a_summary_leaves_the_model_as_it_was()
    {
        var rng = new Rng(1);
        var dropout = new Dropout(0.5, rng);
        var model = new Sequential(new Linear(4, 3, rng), dropout);
        var summary = ModelSummary.Of(model, [2, 4]);
        dropout.Counter.Item().ShouldBe(0);
        summary.Layers.Select(l => l.StoredActivations).ShouldBe([2 * 4, 6 + 6], "the input; the mask and the output");
        model.Freeze();
        var frozen = ModelSummary.Of(model, [2, 4]);
        frozen.TrainableParameters.ShouldBe(0);
        frozen.StoredActivations.ShouldBe(6);
    }
}
