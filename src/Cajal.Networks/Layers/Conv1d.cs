namespace Cajal.Networks;

/// <summary>y = W ⋆ x + b, a convolution along one axis      x: [N, in, L]   W: [out, in/groups, K]   b: [out]   y: [N, out, L']</summary>
public sealed class Conv1d : ConvolutionLayer
{
    private readonly PerAxis stride, dilation;
    private readonly Padding padding;
    private readonly PadMode paddingMode;

    /// <summary>A layer with fresh weights; PyTorch's order of arguments and defaults.</summary>
    /// <param name="inChannels">Channels of x.</param>
    /// <param name="outChannels">Channels of y.</param>
    /// <param name="kernelSize">Size of the kernel along each axis.</param>
    /// <param name="rng">Random numbers; the next numbered children are taken.</param>
    /// <param name="stride">Steps from one result to the next; 1 when left out.</param>
    /// <param name="padding">Zeros on all sides, or <see cref="Padding.Same"/>; none when left out.</param>
    /// <param name="dilation">Steps from one element of the kernel to the next; 1 when left out.</param>
    /// <param name="groups">Groups of channels that do not see one another.</param>
    /// <param name="bias">False leaves b out.</param>
    /// <param name="paddingMode">What stands in the padding: zeros, or what <see cref="PadMode"/> says.</param>
    /// <param name="weight">First values of W; ±1/√(in/groups · elements of the kernel) when left out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentException">A size that is too small, or groups that do not divide the channels.</exception>
    public Conv1d(int inChannels, int outChannels, PerAxis kernelSize, Rng rng, PerAxis stride = default, Padding padding = default,
        PerAxis dilation = default, int groups = 1, bool bias = true, PadMode paddingMode = PadMode.Constant, Initializer? weight = null,
        DType dtype = DType.Float32)
        : base(1, transposed: false, inChannels, outChannels, kernelSize, rng, groups, bias, weight, dtype) =>
        (this.stride, this.padding, this.dilation, this.paddingMode) = (stride, padding, dilation, paddingMode);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Require(x, "L");
        var (bordered, rest) = Bordered(x, padding, paddingMode, stride, dilation);
        return bordered.Conv1d(Weight, Bias, stride, rest, dilation, Groups);
    }
}
