namespace Cajal.Networks;

/// <summary>y = the largest number of each channel over all its places      [N, C, …] → [N, C]</summary>
public sealed class GlobalMaxPool : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => GlobalAxes.Of("GlobalMaxPool", x) is { Length: > 0 } places ? x.Max(places) : x;
}
