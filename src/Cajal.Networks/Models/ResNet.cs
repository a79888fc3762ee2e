namespace Cajal.Networks;

/// <summary>Small residual networks for small pictures: a convolution, stages of <see cref="ResidualBlock"/>s, the mean of each channel, a linear layer.</summary>
/// <remarks>Source: He, Zhang, Ren, Sun (2016), Deep Residual Learning for Image Recognition, section 4.2.</remarks>
public static class ResNet
{
    /// <summary>Conv 3×3, batch norm, ReLU; stages of widths w, 2w, 4w, …, each but the first halving the picture; pooling; classes.
    ///      [N, channels, H, W] → [N, classes]</summary>
    /// <param name="rng">Random numbers; each layer takes the next numbered children.</param>
    /// <param name="channels">Channels of a picture.</param>
    /// <param name="classes">Results.</param>
    /// <param name="width">Channels of the first stage.</param>
    /// <param name="stages">How many stages, each twice as wide as the one before.</param>
    /// <param name="blocks">Blocks in each stage.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1.</exception>
    public static Sequential Build(Rng rng, int channels = 3, int classes = 10, int width = 16, int stages = 3, int blocks = 2,
        DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        var layers = new List<Layer>
        {
            new Conv2d(channels, width, 3, rng, padding: 1, bias: false, dtype: dtype), new BatchNorm2d(width, dtype: dtype), Activation.Relu,
        };
        int from = width;
        for (int stage = 0; stage < stages; stage++)
            for (int block = 0; block < blocks; block++, from = width << stage)
                layers.Add(new ResidualBlock(from, width << stage, rng, stride: stage > 0 && block == 0 ? 2 : 1, dtype: dtype));
        return new Sequential([.. layers, new GlobalAveragePool(), new Linear(from, classes, rng, dtype: dtype)]);
    }
}

/// <summary>y = f(BN(conv(f(BN(conv(x))))) + x) with f = ReLU; a stride or another width sends x through BN(conv 1×1) first.
///      [N, in, H, W] → [N, out, H/stride, W/stride]</summary>
public sealed class ResidualBlock : Layer
{
    private readonly Conv2d first, second;
    private readonly BatchNorm2d firstNorm, secondNorm;
    private readonly Sequential? shortcut;

    /// <summary>A block with fresh weights.</summary>
    /// <param name="inChannels">Channels of x.</param>
    /// <param name="outChannels">Channels of y.</param>
    /// <param name="rng">Random numbers; the next numbered children are taken.</param>
    /// <param name="stride">Of the first convolution.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public ResidualBlock(int inChannels, int outChannels, Rng rng, int stride = 1, DType dtype = DType.Float32)
    {
        first = RegisterModule("conv1", new Conv2d(inChannels, outChannels, 3, rng, stride, 1, bias: false, dtype: dtype));
        firstNorm = RegisterModule("bn1", new BatchNorm2d(outChannels, dtype: dtype));
        second = RegisterModule("conv2", new Conv2d(outChannels, outChannels, 3, rng, 1, 1, bias: false, dtype: dtype));
        secondNorm = RegisterModule("bn2", new BatchNorm2d(outChannels, dtype: dtype));
        if (stride != 1 || inChannels != outChannels)
            shortcut = RegisterModule("shortcut", new Sequential(new Conv2d(inChannels, outChannels, 1, rng, stride, bias: false, dtype: dtype),
                new BatchNorm2d(outChannels, dtype: dtype)));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        var y = firstNorm.Forward(first.Forward(x)).Relu();
        return (secondNorm.Forward(second.Forward(y)) + (shortcut is null ? x : shortcut.Forward(x))).Relu();
    }
}
