namespace Cajal.Networks;

/// <summary>y = x/√(mean x² + ε) · γ over the last axes of each example.      […, n] → the same shape, γ: [n]</summary>
/// <remarks>Source: Zhang, Sennrich (2019).</remarks>
public sealed class RmsNorm : Layer
{
    private readonly Shape normalizedShape;

    /// <summary>A root mean square norm with γ = 1.</summary>
    /// <param name="normalizedShape">Sizes of the last axes that are normalised together, for example [128].</param>
    /// <param name="epsilon">ε ≥ 0; when left out the step from 1 to the next number of the element type, as in PyTorch.</param>
    /// <param name="affine">False leaves γ out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public RmsNorm(Shape normalizedShape, double? epsilon = null, bool affine = true, DType dtype = DType.Float32)
    {
        NormFactors.Require(normalizedShape.Rank == 0 ? 0 : normalizedShape.Count, epsilon ?? 0);
        (this.normalizedShape, Epsilon) = (normalizedShape, epsilon);
        if (affine) Weight = Register("weight", new Parameter(Tensor.Ones(normalizedShape, dtype)));
    }

    /// <summary>A root mean square norm over the last axis.</summary>
    /// <param name="features">Size of the last axis.</param>
    /// <param name="epsilon">ε ≥ 0; when left out the step from 1 to the next number of the element type, as in PyTorch.</param>
    /// <param name="affine">False leaves γ out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public RmsNorm(int features, double? epsilon = null, bool affine = true, DType dtype = DType.Float32)
        : this(NormFactors.Axis(features), epsilon, affine, dtype) { }

    /// <summary>Sizes of the last axes that are normalised together.</summary>
    public Shape NormalizedShape => normalizedShape;

    /// <summary>ε; null for the step from 1 to the next number.</summary>
    public double? Epsilon { get; }

    /// <summary>γ; null without it.</summary>
    public Parameter? Weight { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.RmsNorm(normalizedShape, Weight, Epsilon);
}
