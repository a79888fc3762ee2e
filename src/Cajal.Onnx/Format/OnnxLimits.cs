namespace Cajal.Onnx;

/// <summary>How much a file may ask for. Files come from strangers: each limit is far above what a network needs, and far below what harms.</summary>
internal static class OnnxLimits
{
    /// <summary>Messages within messages: a branch in a branch takes three.</summary>
    public const int Depth = 96;

    /// <summary>Messages in a file: nodes, attributes, tensors, dimensions.</summary>
    public const int Messages = 2_000_000;

    /// <summary>Elements that an operator may make out of nothing (ConstantOfShape, Tile, Expand, Range, Pad, Resize, OneHot).</summary>
    public const long Elements = 1L << 28;

    /// <summary>Rounds of a Loop.</summary>
    public const long Rounds = 100_000;

    /// <summary>The shape, unless it has a negative size, too many axes or too many elements.</summary>
    public static Shape Shape(ReadOnlySpan<long> sizes, string place)
    {
        if (sizes.Length > Cajal.Shape.MaxRank)
            throw new OnnxException($"{place} has {sizes.Length} axes; a tensor here has at most {Cajal.Shape.MaxRank}.");
        long count = 1;
        var ints = new int[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < 0 || sizes[i] > int.MaxValue)
                throw new OnnxException(FormattableString.Invariant($"{place} has the size {sizes[i]} on axis {i}; a size lies in 0 .. {int.MaxValue}."));
            ints[i] = (int)sizes[i];
            count *= sizes[i];
            if (count > Elements)
                throw new OnnxException(FormattableString.Invariant($"{place} would hold {count} numbers and more; at most {Elements} are made here."));
        }
        return Cajal.Shape.Of(ints);
    }
}
