namespace Cajal.Networks;

/// <summary>x ← LN(x + attention(x)), x ← LN(x + W₂·f(W₁·x + b₁) + b₂); with norm first x ← x + attention(LN(x)), x ← x + W₂·f(W₁·LN(x) +
/// b₁) + b₂. x: [T, N, E], with batch first [N, T, E] → the same shape</summary>
/// <remarks>Names and defaults are PyTorch's (dropout 0.1, 2048 hidden units, ReLU, normed afterwards). Source: Vaswani et al.
/// (2017).</remarks>
public sealed class TransformerEncoderLayer : Layer
{
    private readonly Dropout? first, second, inner;
    private readonly bool normFirst;

    /// <summary>A layer with fresh weights.</summary>
    /// <param name="size">E: numbers of a step.</param>
    /// <param name="heads">Attention heads; E is a multiple of it.</param>
    /// <param name="rng">Random numbers; each part takes the next numbered child.</param>
    /// <param name="feedForward">Hidden units behind the attention.</param>
    /// <param name="dropout">Drop rate of attention weights, hidden units and both branches.</param>
    /// <param name="activation">Name of f, as <see cref="Cajal.Networks.Activation.Parse"/> reads it.</param>
    /// <param name="normEpsilon">ε of the layer norms.</param>
    /// <param name="batchFirst">True when the batch comes before the steps.</param>
    /// <param name="normFirst">True when branches norm what they read instead of the sum.</param>
    /// <param name="attentionDropout">Another drop rate for attention weights; 0 lets attention run in tiles while it is trained.</param>
    /// <param name="rotary">Turns queries and keys by their position; null for none.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public TransformerEncoderLayer(int size, int heads, Rng rng, int feedForward = 2048, double dropout = 0.1,
        string activation = "relu", double normEpsilon = 1e-5,
        bool batchFirst = false, bool normFirst = false, double? attentionDropout = null,
        RotaryPositions? rotary = null, DType dtype = DType.Float32)
    {
        this.normFirst = normFirst;
        SelfAttention = RegisterModule("self_attn", new MultiHeadAttention(size, heads, rng, attentionDropout ?? dropout,
            batchFirst: batchFirst, rotary: rotary, dtype: dtype));
        Linear1 = RegisterModule("linear1", new Linear(size, feedForward, rng, dtype: dtype));
        Linear2 = RegisterModule("linear2", new Linear(feedForward, size, rng, dtype: dtype));
        Norm1 = RegisterModule("norm1", new LayerNorm(size, normEpsilon, dtype: dtype));
        Norm2 = RegisterModule("norm2", new LayerNorm(size, normEpsilon, dtype: dtype));
        Activation = RegisterModule("activation", Cajal.Networks.Activation.Parse(activation));
        if (dropout <= 0) return;
        inner = RegisterModule("dropout", new Dropout(dropout, rng));
        first = RegisterModule("dropout1", new Dropout(dropout, rng));
        second = RegisterModule("dropout2", new Dropout(dropout, rng));
    }

    /// <summary>Attention of the steps to one another.</summary>
    public MultiHeadAttention SelfAttention { get; }

    /// <summary>W₁, b₁.</summary>
    public Linear Linear1 { get; }

    /// <summary>W₂, b₂.</summary>
    public Linear Linear2 { get; }

    /// <summary>The norm of the attention's branch.</summary>
    public LayerNorm Norm1 { get; }

    /// <summary>The norm of the other branch.</summary>
    public LayerNorm Norm2 { get; }

    /// <summary>f.</summary>
    public Activation Activation { get; }

    /// <summary>The layer's value with masks.</summary>
    /// <param name="x">Steps.</param>
    /// <param name="mask">[T, T] or [N·heads, T, T]: Bool, true where a step may not be seen, or numbers added to the scores.</param>
    /// <param name="keyPadding">Bool [N, T], true where a step is only padding.</param>
    /// <param name="causal">True when step i sees steps 0 .. i only.</param>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    public Tensor Run(Tensor x, Tensor? mask = null, Tensor? keyPadding = null, bool causal = false) =>
        Inside(() => Observed(Through(x, q => SelfAttention.Run(q, mask: mask, keyPadding: keyPadding, causal: causal))));

    /// <summary>New steps behind those a cache holds; each sees what came before it.</summary>
    /// <inheritdoc cref="MultiHeadAttention.Run(Tensor, KeyValueCache, int)"/>
    public Tensor Run(Tensor x, KeyValueCache cache, int layer) => Inside(() => Observed(Through(x, q => SelfAttention.Run(q, cache,
        layer))));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Through(x, q => SelfAttention.Run(q));

    private Tensor Through(Tensor x, Func<Tensor, Tensor> attention)
    {
        if (normFirst)
        {
            x += Dropped(first, attention(Norm1.Forward(x)));
            return x + Dropped(second, FeedForward(Norm2.Forward(x)));
        }
        x = Norm1.Forward(x + Dropped(first, attention(x)));
        return Norm2.Forward(x + Dropped(second, FeedForward(x)));
    }

    private Tensor FeedForward(Tensor x) => Linear2.Forward(Dropped(inner, Activation.Forward(Linear1.Forward(x))));

    private static Tensor Dropped(Dropout? dropout, Tensor x) => dropout is null ? x : dropout.Forward(x);
}
