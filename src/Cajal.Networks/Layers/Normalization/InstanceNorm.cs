namespace Cajal.Networks;

/// <summary>y = (x − μ)/√(σ² + ε) · γ + β over the places of each channel of each example, in training and inference alike.
/// [N, C, …] → the same shape</summary>
/// <remarks>Source: Ulyanov, Vedaldi, Lempitsky (2016). No running statistics are kept, which is PyTorch's default.</remarks>
public abstract class InstanceNorm : Layer
{
    private protected InstanceNorm(int features, double epsilon, bool affine, DType dtype)
    {
        NormFactors.Require(features, epsilon);
        (Features, Epsilon) = (features, epsilon);
        if (!affine) return;
        Weight = Register("weight", new Parameter(Tensor.Ones([features], dtype)));
        Bias = Register("bias", new Parameter(Tensor.Zeros([features], dtype)));
    }

    /// <summary>Number of channels C.</summary>
    public int Features { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>γ: [C]; null without factors.</summary>
    public Parameter? Weight { get; }

    /// <summary>β: [C]; null without factors.</summary>
    public Parameter? Bias { get; }

    /// <summary>Number of axes with examples and channels, and how they are written.</summary>
    private protected abstract (int Rank, string Words) Axes { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != Axes.Rank || x.Shape[1] != Features) throw new ShapeException(GetType().Name, Axes.Words, x.Shape);
        return x.InstanceNorm(Weight, Bias, Epsilon);
    }
}

/// <summary>Instance norm of [N, C, L].</summary>
/// <param name="features">Number of channels C.</param>
/// <param name="epsilon">ε ≥ 0, added to the variance.</param>
/// <param name="affine">True gives it γ and β.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class InstanceNorm1d(int features, double epsilon = 1e-5, bool affine = false, DType dtype = DType.Float32)
    : InstanceNorm(features, epsilon, affine, dtype)
{
    private protected override (int Rank, string Words) Axes => (3, $"[N, {Features}, L]");
}

/// <summary>Instance norm of [N, C, H, W].</summary>
/// <param name="features">Number of channels C.</param>
/// <param name="epsilon">ε ≥ 0, added to the variance.</param>
/// <param name="affine">True gives it γ and β.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class InstanceNorm2d(int features, double epsilon = 1e-5, bool affine = false, DType dtype = DType.Float32)
    : InstanceNorm(features, epsilon, affine, dtype)
{
    private protected override (int Rank, string Words) Axes => (4, $"[N, {Features}, H, W]");
}

/// <summary>Instance norm of [N, C, D, H, W].</summary>
/// <param name="features">Number of channels C.</param>
/// <param name="epsilon">ε ≥ 0, added to the variance.</param>
/// <param name="affine">True gives it γ and β.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class InstanceNorm3d(int features, double epsilon = 1e-5, bool affine = false, DType dtype = DType.Float32)
    : InstanceNorm(features, epsilon, affine, dtype)
{
    private protected override (int Rank, string Words) Axes => (5, $"[N, {Features}, D, H, W]");
}
