namespace Cajal.Networks;

/// <summary>y = x·Wᵀ + b      x: […, in]   W: [out, in]   b: [out]   y: […, out]</summary>
/// <remarks>Starts with He uniform weights and zero biases; PyTorch's Linear draws both from ±1/√in.</remarks>
public sealed class Linear : Layer
{
    /// <summary>A linear layer with fresh weights.</summary>
    /// <param name="inFeatures">Size of the last axis of x.</param>
    /// <param name="outFeatures">Size of the last axis of y.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="bias">False leaves b out.</param>
    /// <param name="weight">First values of W; He uniform when left out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public Linear(int inFeatures, int outFeatures, Rng rng, bool bias = true, Initializer? weight = null, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFeatures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outFeatures, 1);
        Weight = Register("weight", new Parameter((weight ?? new HeUniform()).Create([outFeatures, inFeatures], rng, dtype)));
        if (bias) Bias = Register("bias", new Parameter(Tensor.Zeros([outFeatures], dtype)));
    }

    /// <summary>W: [out, in].</summary>
    public Parameter Weight { get; }

    /// <summary>b: [out]; null without bias.</summary>
    public Parameter? Bias { get; }

    /// <summary>Size of the last axis of x.</summary>
    public int InFeatures => Weight.Shape[1];

    /// <summary>Size of the last axis of y.</summary>
    public int OutFeatures => Weight.Shape[0];

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank == 0 || x.Shape[-1] != InFeatures) throw new ShapeException("Linear", $"[…, {InFeatures}]", x.Shape);
        var y = x.MatMul(Weight.T);
        return Bias is null ? y : y + Bias;
    }
}
