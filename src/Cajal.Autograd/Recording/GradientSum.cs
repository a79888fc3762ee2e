namespace Cajal;

/// <summary>Adds gradients up over several micro-batches: many small backward passes, one update, as if the batch had been large.</summary>
/// <remarks>The sums are kept tensors, so adding and taking can stand in plans of their own. In checkpoints they are empty between updates.</remarks>
public sealed class GradientSum
{
    private readonly Dictionary<Tensor, (State Sum, State Count)> sums = new(ReferenceEqualityComparer.Instance);

    /// <summary>sum ← sum + g for every gradient.</summary>
    public void Add(Gradients gradients)
    {
        foreach (var tensor in gradients.Tensors)
        {
            var gradient = gradients[tensor];
            if (!sums.TryGetValue(tensor, out var entry))
            {
                entry = (new State(Tensor.Zeros(gradient.Shape, gradient.DType), persistent: false),
                    new State(Tensor.Zeros(Shape.Scalar, gradient.DType), persistent: false));
                sums.Add(tensor, entry);
            }
            UpdateOp.Apply(Accumulate.Instance, [gradient], [entry.Sum]);
            UpdateOp.Apply(Accumulate.Instance, [Tensor.Ones(Shape.Scalar, gradient.DType)], [entry.Count]);
        }
    }

    /// <summary>The mean of what was added since the last call, sum / number; the sums start again at zero.</summary>
    /// <exception cref="InvalidOperationException">Nothing was ever added.</exception>
    public Gradients Take()
    {
        if (sums.Count == 0) throw new InvalidOperationException("There are no gradients to take. Add the gradients of at least one micro-batch first.");
        var means = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var (tensor, (sum, count)) in sums)
        {
            means.Add(tensor, sum / count);
            UpdateOp.Apply(Clear.Instance, [], [sum]);
            UpdateOp.Apply(Clear.Instance, [], [count]);
        }
        return new Gradients(means);
    }
}
