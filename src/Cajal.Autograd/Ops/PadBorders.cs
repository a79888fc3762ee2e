namespace Cajal;

/// <summary>What stands in a border.</summary>
public enum PadMode
{
    /// <summary>One value, 0 unless said.</summary>
    Constant,

    /// <summary>The numbers mirrored at the edge, the edge itself not repeated: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>The edge repeated: a a | a b c | c c.</summary>
    Replicate,

    /// <summary>The numbers of the other end: b c | a b c | a b.</summary>
    Circular,
}

/// <summary>A border made of the axis's own numbers.</summary>
/// <param name="In">Numbers along the axis.</param>
/// <param name="Before">Numbers put before them.</param>
/// <param name="After">Numbers put after them.</param>
/// <param name="Mode">Reflect, Replicate or Circular.</param>
public sealed record BorderTaps(int In, int Before, int After, PadMode Mode) : AxisTaps(In, Before + In + After)
{
    /// <inheritdoc/>
    public override int Most => 1;

    /// <inheritdoc/>
    public override void Write(int result, Span<int> indices, Span<double> weights)
    {
        int i = result - Before;
        indices[0] = Mode switch
        {
            PadMode.Reflect => i < 0 ? -i : i >= In ? 2 * In - 2 - i : i,
            PadMode.Circular => i < 0 ? i + In : i >= In ? i - In : i,
            _ => Math.Clamp(i, 0, In - 1),
        };
        weights[0] = 1;
    }
}

/// <summary>Borders around several axes.</summary>
public static class PadBordersOnTensor
{
    extension(Tensor x)
    {
        /// <summary>Borders in PyTorch's order, from the last axis to the front: [left, right, top, bottom, …].</summary>
        /// <param name="sizes">Two sizes for each axis, the last axis first.</param>
        /// <param name="mode">What stands in the border.</param>
        /// <param name="value">The value of a constant border.</param>
        /// <exception cref="ArgumentException">An odd number of sizes, more than there are axes, or a negative one.</exception>
        /// <exception cref="ShapeException">A mirrored border as wide as the axis or wider, or a circular one wider than it.</exception>
        public Tensor Pad(ReadOnlySpan<int> sizes, PadMode mode = PadMode.Constant, double value = 0)
        {
            if (sizes.Length % 2 != 0 || sizes.Length > 2 * x.Rank)
                throw new ArgumentException($"Pad takes two sizes for each padded axis of {x.Shape}, the last axis first; received {sizes.Length} sizes.", nameof(sizes));
            var y = x;
            for (int i = 0; i < sizes.Length; i += 2) y = Border(y, x.Rank - 1 - i / 2, sizes[i], sizes[i + 1], mode, value);
            return y;
        }
    }

    private static Tensor Border(Tensor x, int axis, int before, int after, PadMode mode, double value)
    {
        if (mode == PadMode.Constant || (before == 0 && after == 0)) return x.Pad(axis, before, after, value);
        if (before < 0 || after < 0) throw new ArgumentException($"Pad needs sizes of at least 0; received {before} and {after}. Slice cuts off.");
        int size = x.Shape[axis], most = mode switch
        {
            PadMode.Reflect => size - 1,
            PadMode.Circular => size,
            _ => size == 0 ? 0
            : int.MaxValue
        };
        if (Math.Max(before, after) > most)
            throw new ShapeException($"Pad ({mode})", $"at least {(mode == PadMode.Replicate ? 1 : Math.Max(before, after) + size - most)} numbers on axis {axis} " +
                $"for borders of {before} and {after}", x.Shape);
        return Op.Apply(new MapAxis(axis, new BorderTaps(size, before, after, mode)), x);
    }
}
