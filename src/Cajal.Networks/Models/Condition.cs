namespace Cajal.Networks;

/// <summary>What a generative model is told beside its numbers: the class that is asked for, as columns appended to them.</summary>
/// <remarks>A single column beside hundreds of pixels would hardly be heard at first. So the columns are <see cref="Loudness"/> high.</remarks>
internal static class Condition
{
    /// <summary>[x, one-hot(labels) · loudness]: [N, D] → [N, D + classes]; x itself without classes.</summary>
    /// <exception cref="ArgumentException">Labels are missing, or there are some and the model has no classes.</exception>
    /// <exception cref="ShapeException">Not one label for each row.</exception>
    public static Tensor Append(string model, Tensor x, Tensor? labels, int classes)
    {
        Require(model, x, labels, classes);
        return labels is null ? x : Tensor.Concatenate([x, Columns(labels, classes, x)], 1);
    }

    /// <summary>Checks that there is a label for each row of x exactly when the model has classes.</summary>
    /// <inheritdoc cref="Append" path="/exception"/>
    public static void Require(string model, Tensor x, Tensor? labels, int classes)
    {
        if (x.Rank != 2) throw new ShapeException(model, "examples in rows, [N, D]", x.Shape);
        if (labels is null && classes > 0)
            throw new ArgumentException($"This {model} was made with {classes} classes and needs the labels of its examples, "
                + $"[{x.Shape[0]}].");
        if (labels is not null && classes == 0)
            throw new ArgumentException($"This {model} was made without classes and takes no labels. Leave them out, or give it "
                + "classes.");
        if (labels is not null && labels.Shape != [x.Shape[0]])
            throw new ShapeException(model, $"one label for each of the {x.Shape[0]} rows, [{x.Shape[0]}]", labels.Shape);
    }

    /// <summary>one-hot(labels) · loudness: [N] → [N, classes].</summary>
    public static Tensor Columns(Tensor labels, int classes, Tensor x) => labels.OneHot(classes, x.DType) * Loudness(x.Shape[1]);

    /// <summary>max(1, √D/2): what is appended adds to a unit's input about what a quarter of the D numbers add, when those have size 1.</summary>
    public static double Loudness(int numbers) => Math.Max(1, Math.Sqrt(numbers) / 2);
}
