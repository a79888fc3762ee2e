namespace Cajal.Networks;

/// <summary>A border around the last axes, in PyTorch's order: left, right, top, bottom, front, back. It takes the place of PyTorch's ZeroPad,
/// ConstantPad, ReflectionPad, ReplicationPad and CircularPad in one to three dimensions.</summary>
public sealed class Pad : Layer
{
    private readonly int[] sizes;
    private readonly PadMode mode;
    private readonly double value;

    /// <summary>A border.</summary>
    /// <param name="sizes">Two sizes for each padded axis, the last axis first: [1, 1, 2, 2] is 1 left and right, 2 above and below.</param>
    /// <param name="mode">What stands in the border.</param>
    /// <param name="value">The value of a constant border.</param>
    /// <exception cref="ArgumentException">An odd number of sizes, or a negative one.</exception>
    public Pad(int[] sizes, PadMode mode = PadMode.Constant, double value = 0)
    {
        if (sizes.Length == 0 || sizes.Length % 2 != 0 || sizes.Any(s => s < 0))
            throw new ArgumentException($"A border has two sizes of at least 0 for each padded axis; received [{string.Join(", ", sizes)}].", nameof(sizes));
        (this.sizes, this.mode, this.value) = ([.. sizes], mode, value);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) =>
        sizes.Length <= 2 * x.Rank ? x.Pad(sizes, mode, value) : throw new ShapeException("Pad", $"at least {sizes.Length / 2} axes", x.Shape);
}
