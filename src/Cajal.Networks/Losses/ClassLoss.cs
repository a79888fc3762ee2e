namespace Cajal.Networks;

/// <summary>What losses over classes share: where the classes lie, what labels fit, and how weights and ignored labels enter the
/// mean.</summary>
internal static class ClassLoss
{
    /// <summary>The class axis: 1 in a batch [N, C, …], 0 in a single example [C].</summary>
    public static int AxisOf(string loss, Tensor x) => x.Rank switch
    {
        0 => throw new ShapeException(loss, "an output [C] or [N, C, …]", x.Shape),
        1 => 0,
        _ => 1,
    };

    /// <summary>Labels are whole numbers, one for each place beside the class axis; they come back side by side in memory.</summary>
    public static Tensor RequireLabels(string loss, Tensor x, Tensor labels, int axis)
    {
        if (labels.DType is not (DType.Int64 or DType.Int32))
            throw new InvalidOperationException(
                $"{loss} needs class labels of Int64 or Int32; received {labels.DType} {labels.Shape}. Convert with To(DType.Int64).");
        if (labels.Shape != x.Shape.Without(axis))
            throw new ShapeException(loss,
                $"labels of the shape {x.Shape.Without(axis)} for an output {x.Shape} with {x.Shape[axis]} classes on axis {axis}",
                    labels.Shape);
        return labels.Contiguous();
    }

    /// <summary>Class weights [C] as a factor for x: [C, 1, …].</summary>
    public static Tensor? Weights(string loss, Tensor x, Tensor? weight, int axis)
    {
        if (weight is null) return null;
        if (weight.Rank != 1 || weight.Count != x.Shape[axis])
            throw new ShapeException(loss, $"one weight for each class, [{x.Shape[axis]}]", weight.Shape);
        Span<int> sizes = stackalloc int[x.Rank - axis];
        sizes.Fill(1);
        sizes[0] = weight.Count;
        return weight.Reshape(Shape.Of(sizes));
    }

    /// <summary>The loss of the batch. The mean divides by the weights of the labels that count.</summary>
    public static Tensor Average(Tensor losses, Tensor x, Tensor labels, Tensor? weights, int axis, long? ignored, LossReduction reduction)
    {
        if (reduction != LossReduction.Mean || (weights is null && ignored is null)) return losses.By(reduction);
        var ones = weights ?? Tensor.Ones(Shape.Scalar, x.DType).To(x.Device);
        return losses.Sum() / Op.Apply(new ClassPick(axis, ignored), ones.Expand(x.Shape), labels).Sum();
    }
}
