namespace Cajal.Networks;

/// <summary>All axes from one on joined into one, in row-major order.      [N, C, H, W] → [N, C·H·W]</summary>
/// <param name="startAxis">The first axis that is joined; 1 leaves the batch alone.</param>
public sealed class Flatten(int startAxis = 1) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Flatten(startAxis);
}
