namespace Cajal.Networks;

/// <summary>What a generative model is told beside its numbers: the class that is asked for, as columns appended to them.</summary>
internal static class Condition
{
    /// <summary>[x, one-hot(labels)]: [N, D] → [N, D + classes]; x itself without classes.</summary>
    /// <exception cref="ArgumentException">Labels are missing, or there are some and the model has no classes.</exception>
    /// <exception cref="ShapeException">Not one label for each row.</exception>
    public static Tensor Append(string model, Tensor x, Tensor? labels, int classes)
    {
        Require(model, x, labels, classes);
        return labels is null ? x : Tensor.Concatenate([x, labels.OneHot(classes, x.DType)], 1);
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
}
