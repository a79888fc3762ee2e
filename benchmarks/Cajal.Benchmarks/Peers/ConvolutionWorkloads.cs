using Cajal.Networks;

namespace Cajal.Benchmarks.Peers;

/// <summary>The convolutional networks of T4, I1 and I2, with data.</summary>
internal static class ConvolutionWorkloads
{
    /// <summary>LeNet on 28 × 28 pictures, cross-entropy, Adam.</summary>
    public static TrainingSetup LeNet(int batch)
    {
        var rng = new Rng(seed: 0);
        var model = Networks.LeNet.Build(rng);
        return new(model, new Adam(model.Parameters, learningRate: 1e-3), (y, labels) => y.CrossEntropy(labels), Pictures(rng, [batch, 1, 28, 28]));
    }

    private static (Tensor, Tensor)[] Pictures(Rng rng, Shape shape) =>
        [.. Enumerable.Range(0, TrainingSetup.PoolSize).Select(_ => (Tensor.Normal(shape, rng), TrainingWorkloads.Labels(rng, shape[0])))];
}
