namespace Cajal;

/// <summary>Adds gradients up over several micro-batches: many small backward passes, one update, as if the batch had been large.</summary>
/// <remarks>The sums are kept tensors, so adding and taking can stand in plans of their own. In checkpoints they are empty between updates.</remarks>
public sealed class GradientSum
{
    private readonly Dictionary<Parameter, State> sums = new(ReferenceEqualityComparer.Instance);
    private readonly State count = new(Tensor.Zeros(Shape.Scalar, DType.Int64), persistent: false);

    /// <summary>sum ← sum + g for the gradient g of every parameter; number ← number + 1. Gradients of watched tensors are left out.</summary>
    public void Add(Gradients gradients)
    {
        foreach (var tensor in gradients.Tensors)
        {
            if (tensor is not Parameter parameter) continue;
            var gradient = gradients[parameter];
            if (!sums.TryGetValue(parameter, out var sum))
                sums.Add(parameter, sum = new State(Tensor.Zeros(gradient.Shape, gradient.DType).To(gradient.Device), persistent: false));
            UpdateOp.Apply(Accumulate.Instance, [gradient], [sum]);
        }
        UpdateOp.Apply(new Advance(1), [], [count]);
    }

    /// <summary>The mean over what was added since the last call, sum / number: a micro-batch without a gradient for some parameter counts as one with
    /// gradient 0. Frozen parameters are left out. The sums start again at zero.</summary>
    /// <exception cref="InvalidOperationException">Nothing was ever added.</exception>
    public Gradients Take()
    {
        if (sums.Count == 0) throw new InvalidOperationException("There are no gradients to take. Add the gradients of at least one micro-batch first.");
        var means = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        // After a second Take in a row the mean of nothing is 0, not 0/0.
        var number = count.Maximum(1);
        foreach (var (parameter, sum) in sums)
        {
            if (parameter.Trainable) means.Add(parameter, sum / number.To(sum.DType).To(sum.Device));
            UpdateOp.Apply(Clear.Instance, [], [sum]);
        }
        UpdateOp.Apply(Clear.Instance, [], [count]);
        return new Gradients(means);
    }
}
