namespace Cajal.Insight;

/// <summary>Numbers of a tensor counted through all axes in row-major order, and their indices.</summary>
internal static class Places
{
    /// <summary>The indices of a number.</summary>
    public static int[] Of(Shape shape, int flat)
    {
        int[] place = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; flat /= shape[axis--]) place[axis] = flat % shape[axis];
        return place;
    }

    /// <summary>Where a number lies, given its indices in a shape that this one was stretched to.</summary>
    public static int Flat(Shape shape, ReadOnlySpan<int> place)
    {
        int flat = 0, skipped = place.Length - shape.Rank;
        for (int axis = 0; axis < shape.Rank; axis++) flat = flat * shape[axis] + (shape[axis] == 1 ? 0 : place[axis + skipped]);
        return flat;
    }

    /// <summary>The number itself.</summary>
    public static double At(Tensor value, int flat) => value.Rank == 0 ? value.To(DType.Float64).Item() : value[Of(value.Shape, flat)];

    /// <summary>The same numbers in a tensor that no record knows.</summary>
    public static Tensor Copy(Tensor value) => Tensor.From<double>(value.To(DType.Float64).ToArray<double>(), value.Shape).To(value.DType);

    /// <summary>Zeros in the shape of a value, with a one at a place.</summary>
    public static Tensor OneHot(Tensor like, int flat)
    {
        double[] one = new double[like.Count];
        one[flat] = 1;
        return Tensor.From<double>(one, like.Shape).To(like.DType);
    }
}
