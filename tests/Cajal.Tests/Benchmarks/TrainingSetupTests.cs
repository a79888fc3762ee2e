using Cajal.Benchmarks.Measuring;
using Cajal.Benchmarks.Peers;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Benchmarks;

[Collection("alone")]
public class TrainingSetupTests
{
    private const int Examples = 100, Features = 12;

    private static (TrainingSetup Setup, Sequential Model) Make()
    {
        var rng = new Rng(seed: 0);
        var model = new Sequential(new Linear(Features, 8, rng), Activation.Relu, new Linear(8, 3, rng));
        (Tensor, Tensor)[] pool = [.. Enumerable.Range(0, 4).Select(_ => (Tensor.Normal([16, Features], rng), Labels(rng, 16)))];
        return (new(model, new Adam(model.Parameters), (y, labels) => y.CrossEntropy(labels), pool), model);
    }

    private static BatchSource Batches()
    {
        var rng = new Rng(seed: 1);
        return new TensorBatches(Tensor.Normal([Examples, Features], rng), Labels(rng, Examples), 16, shuffleSeed: 1);
    }

    private static Tensor Labels(Rng rng, int count) => Tensor.RandomIntegers([count], rng, 0, 3, DType.Int32);

    [Fact]
    public void Planned_and_eager_steps_end_at_the_same_weights()
    {
        var (planned, first) = Make();
        var (eager, second) = Make();
        planned.Planned()(10);
        eager.Eager()(10);
        first.Parameters[0].ToArray<float>().ShouldBe(second.Parameters[0].ToArray<float>());
    }

    [Fact]
    public void An_epoch_by_hand_and_one_of_the_trainer_end_at_the_same_weights()
    {
        var (byHand, first) = Make();
        var (byTrainer, second) = Make();
        byHand.Epochs(Batches())(3);
        byTrainer.Trained(Batches())(3);
        first.Parameters[0].ToArray<float>().ShouldBe(second.Parameters[0].ToArray<float>());
    }

    [Fact]
    public void Steady_steps_and_epochs_take_next_to_nothing()
    {
        var steps = Make().Setup.Planned();
        steps(10);
        Allocation.PerRun(steps, 20).ShouldBe(0);
        var epochs = Make().Setup.Epochs(Batches());
        epochs(4);
        Allocation.PerRun(epochs, 5).ShouldBeLessThan(1000, "the order of an epoch is drawn anew");
    }
}
