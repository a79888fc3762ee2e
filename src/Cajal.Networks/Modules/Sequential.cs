using System.Collections;

namespace Cajal.Networks;

/// <summary>Layers one after the other: y = lₙ(…l₂(l₁(x))). They are registered as "0", "1", … as in PyTorch.</summary>
public sealed class Sequential : Layer, IReadOnlyList<Layer>
{
    private readonly Layer[] layers;

    /// <summary>A chain of layers.</summary>
    public Sequential(params ReadOnlySpan<Layer> layers)
    {
        this.layers = layers.ToArray();
        for (int i = 0; i < layers.Length; i++) RegisterModule($"{i}", layers[i]);
    }

    /// <summary>Number of layers.</summary>
    public int Count => layers.Length;

    /// <summary>Layer number <paramref name="index"/>, from 0.</summary>
    public Layer this[int index] => layers[index];

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => ((IEnumerable<Layer>)layers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        foreach (var layer in layers) x = layer.Forward(x);
        return x;
    }
}
