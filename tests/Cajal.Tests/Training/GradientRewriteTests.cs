using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training;

public class GradientRewriteTests
{
    // In the midst of steps that are replayed, whole and over micro-batches.
    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public void One_step_takes_the_written_gradient_and_those_around_it_are_replayed(int? part)
    {
        var (plain, replayed) = Weights(part, null);
        replayed.ShouldBeGreaterThan(20);
        var (written, stillReplayed) = Weights(part, 12);
        stillReplayed.ShouldBeGreaterThan(20);
        written[..12].ShouldBe(plain[..12]);
        // w' = w − η·g with g = 1
        written[12].ShouldBe([.. written[11].Select(w => w - 0.125f * 1)]);
        written[13].ShouldNotBe([.. written[12].Select(w => w - 0.125f * 1)]);
    }

    private static (float[][] After, long Replayed) Weights(int? part, long? step)
    {
        var rng = new Rng(5);
        var model = new Linear(2, 1, rng);
        var after = new List<float[]>();
        Tensor x = Tensor.Normal([12, 2], rng), y = Tensor.Normal([12, 1], rng);
        var trainer = new Trainer(model, (output, target) => output.HalfSquaredError(target), new Sgd(model.Parameters, 0.125))
        {
            MicroBatchSize = part,
            Callbacks = [new Watch(() => after.Add([.. model.Weight.ToArray<float>(), .. model.Bias!.ToArray<float>()]))],
            Rewrite = step is { } at ? new GradientRewrite(at, gradients => gradients.Map(g => Tensor.Ones(g.Shape))) : null,
        };
        var result = trainer.Fit(new TensorBatches(x, y, 6, null), 20);
        return ([.. after], result.StepsReplayed);
    }

    private sealed class Watch(Action look) : Callback
    {
        public override string Name => "watch";

        public override void OnStep(Trainer trainer) => look();
    }
}
