namespace Cajal.Networks;

/// <summary>How the losses of single elements or examples become the loss of a batch.</summary>
public enum LossReduction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>They stay as they are.</summary>
    None,

    /// <summary>Their sum divided by the size of the first axis: the mean over examples of each example's sum.</summary>
    BatchMean,
}

/// <summary>What all losses share.</summary>
internal static class Reduced
{
    /// <summary>The loss of a batch from the losses of its elements.</summary>
    public static Tensor By(this Tensor losses, LossReduction reduction) => reduction switch
    {
        LossReduction.Mean => losses.Mean(),
        LossReduction.Sum => losses.Sum(),
        LossReduction.BatchMean => losses.Sum() / Math.Max(1, losses.Rank == 0 ? 1 : losses.Shape[0]),
        _ => losses,
    };

    /// <summary>A loss number by number needs a target of the output's shape.</summary>
    /// <exception cref="ShapeException">It has another.</exception>
    public static void RequireSame(string loss, Tensor output, Tensor target)
    {
        if (target.Shape != output.Shape) throw new ShapeException(loss, $"a target of the output's shape {output.Shape}", target.Shape);
    }
}
