namespace Cajal.Networks;

/// <summary>y = (x − μ)/√(σ² + ε) · γ + β over the last axes of each example.      […, n] → the same shape, γ, β: [n]</summary>
/// <remarks>Source: Ba, Kiros, Hinton (2016). With ε = 0 it is the lecture's LN: LN(a·z) = LN(z) for a > 0 holds exactly, and a row whose
/// numbers are all
/// equal is an error.</remarks>
public sealed class LayerNorm : Layer
{
    private readonly Shape normalizedShape;

    /// <summary>A layer norm with γ = 1 and β = 0.</summary>
    /// <param name="normalizedShape">Sizes of the last axes that are normalised together, for example [128].</param>
    /// <param name="epsilon">ε ≥ 0, added to the variance.</param>
    /// <param name="affine">False leaves γ and β out.</param>
    /// <param name="bias">False leaves β out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public LayerNorm(Shape normalizedShape, double epsilon = 1e-5, bool affine = true, bool bias = true, DType dtype = DType.Float32)
    {
        NormFactors.Require(normalizedShape.Rank == 0 ? 0 : normalizedShape.Count, epsilon);
        (this.normalizedShape, Epsilon) = (normalizedShape, epsilon);
        if (!affine) return;
        Weight = Register("weight", new Parameter(Tensor.Ones(normalizedShape, dtype)));
        if (bias) Bias = Register("bias", new Parameter(Tensor.Zeros(normalizedShape, dtype)));
    }

    /// <summary>A layer norm over the last axis.</summary>
    /// <param name="features">Size of the last axis.</param>
    /// <param name="epsilon">ε ≥ 0, added to the variance.</param>
    /// <param name="affine">False leaves γ and β out.</param>
    /// <param name="bias">False leaves β out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public LayerNorm(int features, double epsilon = 1e-5, bool affine = true, bool bias = true, DType dtype = DType.Float32)
        : this(NormFactors.Axis(features), epsilon, affine, bias, dtype) { }

    /// <summary>Sizes of the last axes that are normalised together.</summary>
    public Shape NormalizedShape => normalizedShape;

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>γ; null without factors.</summary>
    public Parameter? Weight { get; }

    /// <summary>β; null without it.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.LayerNorm(normalizedShape, Weight, Bias, Epsilon);
}
