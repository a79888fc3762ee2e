namespace Cajal.Networks;

/// <summary>Encoder layers on one another, and perhaps a norm at the end.      x: [T, N, E], with batch first [N, T, E] → the same
/// shape</summary>
public sealed class TransformerEncoder : Layer
{
    /// <summary>Layers on one another, registered as "layers.0", "layers.1", … and "norm".</summary>
    /// <param name="layers">The layers, first the one that reads.</param>
    /// <param name="norm">A norm behind the last; none when left out.</param>
    public TransformerEncoder(ReadOnlySpan<TransformerEncoderLayer> layers, LayerNorm? norm = null)
    {
        Layers = RegisterModule("layers", new ModuleList<TransformerEncoderLayer>(layers));
        if (norm is not null) Norm = RegisterModule("norm", norm);
    }

    /// <summary>The layers.</summary>
    public ModuleList<TransformerEncoderLayer> Layers { get; }

    /// <summary>The norm behind the last; null for none.</summary>
    public LayerNorm? Norm { get; }

    /// <summary>The value with masks, which all layers share.</summary>
    /// <inheritdoc cref="TransformerEncoderLayer.Run(Tensor, Tensor?, Tensor?, bool)"/>
    public Tensor Run(Tensor x, Tensor? mask = null, Tensor? keyPadding = null, bool causal = false) => Inside(() =>
    {
        foreach (var layer in Layers) x = layer.Run(x, mask, keyPadding, causal);
        return Observed(Norm is null ? x : Norm.Forward(x));
    });

    /// <summary>New steps behind those a cache holds; each sees what came before it.</summary>
    /// <param name="x">New steps.</param>
    /// <param name="cache">What was seen before; it is advanced by the new steps.</param>
    public Tensor Run(Tensor x, KeyValueCache cache) => Inside(() =>
    {
        int steps = Layers.Count > 0 && Layers[0].SelfAttention.IsBatchFirst ? x.Shape[1] : x.Shape[0];
        for (int i = 0; i < Layers.Count; i++) x = Layers[i].Run(x, cache, i);
        cache.Advance(steps);
        return Observed(Norm is null ? x : Norm.Forward(x));
    });

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        foreach (var layer in Layers) x = layer.Forward(x);
        return Norm is null ? x : Norm.Forward(x);
    }
}

/// <summary>Decoder layers on one another, and perhaps a norm at the end.      x: [T, N, E], memory: [S, N, E] → x's shape</summary>
public sealed class TransformerDecoder : Module
{
    private readonly ModuleList<TransformerDecoderLayer> layers;
    private readonly LayerNorm? norm;

    /// <summary>Layers on one another, registered as "layers.0", "layers.1", … and "norm".</summary>
    /// <param name="layers">The layers, first the one that reads.</param>
    /// <param name="norm">A norm behind the last; none when left out.</param>
    public TransformerDecoder(ReadOnlySpan<TransformerDecoderLayer> layers, LayerNorm? norm = null)
    {
        this.layers = RegisterModule("layers", new ModuleList<TransformerDecoderLayer>(layers));
        if (norm is not null) this.norm = RegisterModule("norm", norm);
    }

    /// <summary>The value; all layers share the masks.</summary>
    /// <inheritdoc cref="TransformerDecoderLayer.Forward"/>
    public Tensor Forward(Tensor x, Tensor memory, Tensor? mask = null, Tensor? memoryMask = null, Tensor? keyPadding = null,
        Tensor? memoryPadding = null,
        bool causal = false) => Inside(() =>
        {
            foreach (var layer in layers) x = layer.Forward(x, memory, mask, memoryMask, keyPadding, memoryPadding, causal);
            return Observed(norm is null ? x : norm.Forward(x));
        });
}
