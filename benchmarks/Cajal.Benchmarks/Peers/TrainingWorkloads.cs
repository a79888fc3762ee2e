using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Benchmarks.Peers;

/// <summary>T1 to T5: training steps. T8: a whole epoch of T1.</summary>
internal static class TrainingWorkloads
{
    private const int EpochExamples = 60_000, EpochBatch = 64;

    public static IEnumerable<Workload> All =>
    [
        Steps("T1-mlp-mnist-b64", 64, Mnist),
        Steps("T1b-mlp-mnist-b256", 256, Mnist),
        Steps("T1b-mlp-mnist-b1024", 1024, Mnist),
        Steps("T2-mlp-wide-b256", 256, Wide),
        Steps("T3-xor-tiny", 4, _ => Xor()),
        Steps("T4-lenet-b64", 64, ConvolutionWorkloads.LeNet),
        Steps("T5-resnet-small-b32", 32, ConvolutionWorkloads.ResNet),
        new("T8-epoch-mnist", "epoch", EpochExamples)
        {
            Unit = "s", WarmSeconds = 0, LongBlocks = 5, StepsPerRun = (EpochExamples - 1) / EpochBatch + 1,
            Variants =
            [
                new("epoch", () => Mnist(EpochBatch).Epochs(Examples())), new("trainer", () => Mnist(EpochBatch).Trained(Examples())),
            ],
        },
    ];

    private static Workload Steps(string name, int batch, Func<int, TrainingSetup> make) => new(name, "train_step", batch)
    {
        Variants =
        [
            new("plan", () => make(batch).Planned()), new("eager", () => make(batch).Eager()),
            new("trainer", () => make(batch).Trained()) { RunsAtOnce = TrainingSetup.PoolSize },
        ],
    };

    /// <summary>784-128-64-10, ReLU, cross-entropy, Adam.</summary>
    private static TrainingSetup Mnist(int batch)
    {
        var rng = new Rng(seed: 0);
        var model = new Sequential(new Linear(784, 128, rng), Activation.Relu, new Linear(128, 64, rng), Activation.Relu,
            new Linear(64, 10, rng));
        return new(model, new Adam(model.Parameters, learningRate: 1e-3), (y, labels) => y.CrossEntropy(labels), Pictures(rng, 784, batch));
    }

    /// <summary>1024-1024-1024-1024-10, ReLU, cross-entropy, gradient descent with momentum.</summary>
    private static TrainingSetup Wide(int batch)
    {
        var rng = new Rng(seed: 0);
        var model = new Sequential(new Linear(1024, 1024, rng), Activation.Relu, new Linear(1024, 1024, rng), Activation.Relu,
            new Linear(1024, 1024, rng), Activation.Relu, new Linear(1024, 10, rng));
        var sgd = new Sgd(model.Parameters, learningRate: 0.01, momentum: 0.9);
        return new(model, sgd, (y, labels) => y.CrossEntropy(labels), Pictures(rng, 1024, batch));
    }

    /// <summary>2-8-1, tanh, binary cross-entropy, gradient descent, on all four cases of XOR.</summary>
    private static TrainingSetup Xor()
    {
        var rng = new Rng(seed: 0);
        var model = new Sequential(new Linear(2, 8, rng), Activation.Tanh, new Linear(8, 1, rng));
        Tensor x = Tensor.From(new[,] { { 0f, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }), y = Tensor.From(new[,] { { 0f }, { 1 }, { 1 }, { 0 } });
        return new(model, new GradientDescent(model.Parameters, learningRate: 0.1), (a, b) => a.BinaryCrossEntropyWithLogits(b),
            [.. Enumerable.Repeat((x, y), TrainingSetup.PoolSize)]);
    }

    private static (Tensor, Tensor)[] Pictures(Rng rng, int features, int batch) =>
        [.. Enumerable.Range(0, TrainingSetup.PoolSize).Select(_ => (Tensor.Normal([batch, features], rng), Labels(rng, batch)))];

    private static TensorBatches Examples()
    {
        var rng = new Rng(seed: 1);
        return new(Tensor.Normal([EpochExamples, 784], rng), Labels(rng, EpochExamples), EpochBatch, shuffleSeed: 1);
    }

    internal static Tensor Labels(Rng rng, int count) => Tensor.RandomIntegers([count], rng, 0, 10, DType.Int32);
}
