namespace Cajal.Networks;

/// <summary>What the convolution layers share: their weights, and how they begin.</summary>
/// <remarks>As in PyTorch, weights and biases are drawn from ±1/√fan, fan = the second size of the weights times the kernel's elements.</remarks>
public abstract class ConvolutionLayer : Layer
{
    private protected ConvolutionLayer(int axes, bool transposed, int inChannels, int outChannels, PerAxis kernelSize, Rng rng, int groups, bool bias,
        Initializer? weight, DType dtype)
    {
        string name = $"Conv{(transposed ? "Transpose" : "")}{axes}d";
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0)
            throw new ArgumentException($"{name} cuts both channel counts into equal groups; received {inChannels} in, {outChannels} out, {groups} groups.");
        var kernel = Extents.Of(kernelSize, axes, 1, 1, 1, "kernel size");
        int[] sizes = [.. new[] { kernel.Depth, kernel.Height, kernel.Width }.Skip(3 - axes)];
        Shape shape = transposed ? Shape.Of([inChannels, outChannels / groups, .. sizes]) : Shape.Of([outChannels, inChannels / groups, .. sizes]);
        double bound = 1 / Math.Sqrt((double)shape[1] * kernel.Count);
        Weight = Register("weight", new Parameter((weight ?? new Uniform(-bound, bound)).Create(shape, rng, dtype)));
        if (bias) Bias = Register("bias", new Parameter(new Uniform(-bound, bound).Create([outChannels], rng, dtype)));
        (Groups, InChannels, OutChannels) = (groups, inChannels, outChannels);
    }

    /// <summary>The kernels: [out, in/groups, …], or [in, out/groups, …] of a transposed convolution.</summary>
    public Parameter Weight { get; }

    /// <summary>b: [out]; null without bias.</summary>
    public Parameter? Bias { get; }

    /// <summary>Channels of x.</summary>
    public int InChannels { get; }

    /// <summary>Channels of y.</summary>
    public int OutChannels { get; }

    /// <summary>Channels are cut into so many groups that do not see one another; as many as channels: depthwise.</summary>
    public int Groups { get; }

    /// <summary>Throws unless x has the layer's channels, with or without a batch axis.</summary>
    private protected void Require(Tensor x, string places)
    {
        int axes = Weight.Rank - 2;
        if ((x.Rank == axes + 2 && x.Shape[1] == InChannels) || (x.Rank == axes + 1 && x.Shape[0] == InChannels)) return;
        throw new ShapeException(GetType().Name, $"[N, {InChannels}, {places}] or [{InChannels}, {places}]", x.Shape);
    }

    /// <summary>x with a border that is no border of zeros, and the zeros that are left for the convolution itself.</summary>
    private protected (Tensor X, Padding Zeros) Bordered(Tensor x, Padding padding, PadMode mode, PerAxis stride, PerAxis dilation)
    {
        if (mode == PadMode.Constant) return (x, padding);
        int axes = Weight.Rank - 2;
        PerAxis kernel = Enumerable.Range(2, axes).Select(axis => Weight.Shape[axis]).ToArray();
        var (before, after) = padding.Over(axes, Extents.Of(kernel, axes, 1, 1, 1, "kernel size"), Extents.Of(stride, axes, 1, 1, 1, "stride"),
            Extents.Of(dilation, axes, 1, 1, 1, "dilation"));
        // The last axis first; depth, height and width are 0, 1 and 2.
        return (x.Pad([.. Enumerable.Range(0, axes).SelectMany(axis => new[] { before[2 - axis], after[2 - axis] })], mode), Padding.Valid);
    }
}
