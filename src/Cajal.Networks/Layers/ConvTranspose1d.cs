namespace Cajal.Networks;

/// <summary>y = W ⋆ᵀ x + b, a transposed convolution along one axis      x: [N, in, L]   W: [in, out/groups, K]   b: [out]   y: [N, out, L']</summary>
/// <remarks>L' = (L − 1)·stride − 2·padding + dilation·(K − 1) + outputPadding + 1 along each axis.</remarks>
public sealed class ConvTranspose1d : ConvolutionLayer
{
    private readonly PerAxis stride, padding, outputPadding, dilation;

    /// <summary>A layer with fresh weights; PyTorch's order of arguments and defaults.</summary>
    /// <param name="inChannels">Channels of x.</param>
    /// <param name="outChannels">Channels of y.</param>
    /// <param name="kernelSize">Size of the kernel along each axis.</param>
    /// <param name="rng">Random numbers; the next numbered children are taken.</param>
    /// <param name="stride">Steps in y for one step in x; 1 when left out.</param>
    /// <param name="padding">Places taken off on all sides of y; none when left out.</param>
    /// <param name="outputPadding">Places added at the end of each axis of y; none when left out.</param>
    /// <param name="groups">Groups of channels that do not see one another.</param>
    /// <param name="bias">False leaves b out.</param>
    /// <param name="dilation">Steps from one element of the kernel to the next; 1 when left out.</param>
    /// <param name="weight">First values of W; ±1/√(out/groups · elements of the kernel) when left out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentException">A size that is too small, or groups that do not divide the channels.</exception>
    public ConvTranspose1d(int inChannels, int outChannels, PerAxis kernelSize, Rng rng, PerAxis stride = default, PerAxis padding = default,
        PerAxis outputPadding = default, int groups = 1, bool bias = true, PerAxis dilation = default, Initializer? weight = null,
        DType dtype = DType.Float32)
        : base(1, transposed: true, inChannels, outChannels, kernelSize, rng, groups, bias, weight, dtype) =>
        (this.stride, this.padding, this.outputPadding, this.dilation) = (stride, padding, outputPadding, dilation);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Require(x, "L");
        return x.ConvTranspose1d(Weight, Bias, stride, padding, outputPadding, Groups, dilation);
    }
}
