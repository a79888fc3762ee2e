namespace Cajal.Networks;

/// <summary>y = (x − μ)/√(σ² + ε) · γ + β over groups of an example's channels, with all their places.      [N, C, …] → the same shape,
/// γ, β: [C]</summary>
/// <remarks>Source: Wu, He (2018).</remarks>
public sealed class GroupNorm : Layer
{
    /// <summary>A group norm with γ = 1 and β = 0.</summary>
    /// <param name="groups">Number of groups, a divisor of the channels.</param>
    /// <param name="channels">Number of channels C.</param>
    /// <param name="epsilon">ε ≥ 0, added to the variance.</param>
    /// <param name="affine">False leaves γ and β out.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public GroupNorm(int groups, int channels, double epsilon = 1e-5, bool affine = true, DType dtype = DType.Float32)
    {
        NormFactors.Require(channels, epsilon);
        if (groups < 1 || channels % groups != 0)
            throw new ArgumentException($"The number of groups divides the channels; received {groups} groups of {channels} channels.",
                nameof(groups));
        (Groups, Channels, Epsilon) = (groups, channels, epsilon);
        if (!affine) return;
        Weight = Register("weight", new Parameter(Tensor.Ones([channels], dtype)));
        Bias = Register("bias", new Parameter(Tensor.Zeros([channels], dtype)));
    }

    /// <summary>Number of groups.</summary>
    public int Groups { get; }

    /// <summary>Number of channels C.</summary>
    public int Channels { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>γ: [C]; null without factors.</summary>
    public Parameter? Weight { get; }

    /// <summary>β: [C]; null without factors.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < 2 || x.Shape[1] != Channels) throw new ShapeException("GroupNorm", $"[N, {Channels}, …]", x.Shape);
        return x.GroupNorm(Groups, Weight, Bias, Epsilon);
    }
}
