using System.Diagnostics.CodeAnalysis;

namespace Cajal;

/// <summary>Gradients as a value: ∂loss/∂p for each parameter and watched tensor. Nothing to zero, nothing hidden in parameters.</summary>
public sealed class Gradients
{
    private readonly Dictionary<Tensor, Tensor> values;

    internal Gradients(Dictionary<Tensor, Tensor> values) => this.values = values;

    /// <summary>The tensors that have a gradient, in the order the record met them.</summary>
    public IEnumerable<Tensor> Tensors => values.Keys;

    /// <summary>The gradient of a parameter or watched tensor, with its shape.</summary>
    /// <exception cref="KeyNotFoundException">The loss does not depend on it, or it was neither trainable nor watched.</exception>
    public Tensor this[Tensor tensor] => values.TryGetValue(tensor, out var gradient) ? gradient : throw new KeyNotFoundException(
        $"There is no gradient for {(tensor is Variable { Name.Length: > 0 } v ? v.Name : $"this tensor {tensor.Shape}")}: the loss does not depend on it, " +
        "it is frozen, or it is no parameter and was not watched (tape.Watch).");

    /// <summary>The gradient of a tensor when there is one.</summary>
    public bool TryGet(Tensor tensor, [NotNullWhen(true)] out Tensor? gradient) => values.TryGetValue(tensor, out gradient);

    /// <summary>True when there is a gradient for this tensor.</summary>
    public bool Contains(Tensor tensor) => values.ContainsKey(tensor);

    /// <summary>The gradients of some tensors alone, as far as there are any.</summary>
    public Gradients Of(IEnumerable<Tensor> tensors)
    {
        var some = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var tensor in tensors)
            if (values.TryGetValue(tensor, out var gradient)) some[tensor] = gradient;
        return new Gradients(some);
    }

    /// <summary>Each gradient g replaced by f(g); the shapes stay.</summary>
    public Gradients Map(Func<Tensor, Tensor> function) => Map((_, gradient) => function(gradient));

    /// <summary>Each gradient g of a tensor p replaced by f(p, g); the shapes stay.</summary>
    public Gradients Map(Func<Tensor, Tensor, Tensor> function)
    {
        var mapped = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var (tensor, gradient) in values) mapped.Add(tensor, function(tensor, gradient));
        return new Gradients(mapped);
    }
}
