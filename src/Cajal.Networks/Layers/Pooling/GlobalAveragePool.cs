namespace Cajal.Networks;

/// <summary>y = the mean of each channel over all its places      [N, C, …] → [N, C]</summary>
public sealed class GlobalAveragePool : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => GlobalAxes.Of("GlobalAveragePool", x) is { Length: > 0 } places ? x.Mean(places) : x;
}
