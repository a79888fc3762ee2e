using Cajal.Networks;

namespace Cajal.Benchmarks.Peers;

/// <summary>The convolutional networks of T4 and T5, with data.</summary>
internal static class ConvolutionWorkloads
{
    /// <summary>LeNet on 28 × 28 pictures, cross-entropy, Adam.</summary>
    public static TrainingSetup LeNet(int batch)
    {
        var rng = new Rng(seed: 0);
        var model = Networks.LeNet.Build(rng);
        return new(model, new Adam(model.Parameters, learningRate: 1e-3), (y, labels) => y.CrossEntropy(labels), Pictures(rng, [batch, 1, 28, 28]));
    }

    /// <summary>Three stages of two residual blocks on 32 × 32 pictures in colour, cross-entropy, gradient descent with momentum.</summary>
    public static TrainingSetup ResNet(int batch)
    {
        var rng = new Rng(seed: 0);
        var model = Networks.ResNet.Build(rng);
        var sgd = new Sgd(model.Parameters, learningRate: 0.05, momentum: 0.9);
        return new(model, sgd, (y, labels) => y.CrossEntropy(labels), Pictures(rng, [batch, 3, 32, 32]));
    }

    private static (Tensor, Tensor)[] Pictures(Rng rng, Shape shape) =>
        [.. Enumerable.Range(0, TrainingSetup.PoolSize).Select(_ => (Tensor.Normal(shape, rng), TrainingWorkloads.Labels(rng, shape[0])))];
}
