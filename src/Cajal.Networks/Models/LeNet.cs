namespace Cajal.Networks;

/// <summary>A small convolutional network after LeNet-5: two convolutions, each followed by pooling, then three linear layers.</summary>
/// <remarks>Source: LeCun, Bottou, Bengio, Haffner (1998), Gradient-based learning applied to document recognition; with ReLU and max pooling, as it is written
/// today. 28 × 28 pictures and ten classes: 61,706 parameters.</remarks>
public static class LeNet
{
    /// <summary>Conv 5×5 → 6, ReLU, pool, conv 5×5 → 16, ReLU, pool, 120, ReLU, 84, ReLU, classes.      [N, channels, size, size] → [N, classes]</summary>
    /// <param name="rng">Random numbers; each layer takes the next numbered children.</param>
    /// <param name="channels">Channels of a picture.</param>
    /// <param name="size">Its height and width, at least 12.</param>
    /// <param name="classes">Results.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentException">A picture too small for the network.</exception>
    public static Sequential Build(Rng rng, int channels = 1, int size = 28, int classes = 10, DType dtype = DType.Float32)
    {
        // The first convolution keeps the size; the second takes 4 off.
        int last = (size / 2 - 4) / 2;
        if (last < 1) throw new ArgumentException($"LeNet needs pictures of at least 12 × 12; received {size} × {size}.");
        return new Sequential(
            new Conv2d(channels, 6, 5, rng, padding: 2, dtype: dtype), Activation.Relu, new MaxPool2d(2),
            new Conv2d(6, 16, 5, rng, dtype: dtype), Activation.Relu, new MaxPool2d(2),
            new Flatten(),
            new Linear(16 * last * last, 120, rng, dtype: dtype), Activation.Relu,
            new Linear(120, 84, rng, dtype: dtype), Activation.Relu,
            new Linear(84, classes, rng, dtype: dtype));
    }
}
