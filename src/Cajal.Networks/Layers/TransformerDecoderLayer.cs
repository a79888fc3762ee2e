namespace Cajal.Networks;

/// <summary>x ← LN(x + attention(x)), x ← LN(x + attention(x to memory)), x ← LN(x + W₂·f(W₁·x + b₁) + b₂); with norm first each branch
/// norms what it reads. x: [T, N, E], memory: [S, N, E] (with batch first [N, T, E], [N, S, E]) → x's shape</summary>
/// <remarks>Names and defaults are PyTorch's (dropout 0.1, 2048 hidden units, ReLU, normed afterwards). Source: Vaswani et al.
/// (2017).</remarks>
public sealed class TransformerDecoderLayer : Module
{
    private readonly MultiHeadAttention self, cross;
    private readonly Linear linear1, linear2;
    private readonly LayerNorm norm1, norm2, norm3;
    private readonly Activation activation;
    private readonly Dropout? inner, first, second, third;
    private readonly bool normFirst;

    /// <summary>A layer with fresh weights.</summary>
    /// <param name="size">E: numbers of a step.</param>
    /// <param name="heads">Attention heads; E is a multiple of it.</param>
    /// <param name="rng">Random numbers; each part takes the next numbered child.</param>
    /// <param name="feedForward">Hidden units behind the attention.</param>
    /// <param name="dropout">Drop rate of attention weights, hidden units and all branches.</param>
    /// <param name="activation">Name of f, as <see cref="Activation.Parse"/> reads it.</param>
    /// <param name="normEpsilon">ε of the layer norms.</param>
    /// <param name="batchFirst">True when the batch comes before the steps.</param>
    /// <param name="normFirst">True when branches norm what they read instead of the sum.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public TransformerDecoderLayer(int size, int heads, Rng rng, int feedForward = 2048, double dropout = 0.1,
        string activation = "relu", double normEpsilon = 1e-5,
        bool batchFirst = false, bool normFirst = false, DType dtype = DType.Float32)
    {
        this.normFirst = normFirst;
        self = RegisterModule("self_attn", new MultiHeadAttention(size, heads, rng, dropout, batchFirst: batchFirst, dtype: dtype));
        cross = RegisterModule("multihead_attn", new MultiHeadAttention(size, heads, rng, dropout, batchFirst: batchFirst, dtype: dtype));
        linear1 = RegisterModule("linear1", new Linear(size, feedForward, rng, dtype: dtype));
        linear2 = RegisterModule("linear2", new Linear(feedForward, size, rng, dtype: dtype));
        norm1 = RegisterModule("norm1", new LayerNorm(size, normEpsilon, dtype: dtype));
        norm2 = RegisterModule("norm2", new LayerNorm(size, normEpsilon, dtype: dtype));
        norm3 = RegisterModule("norm3", new LayerNorm(size, normEpsilon, dtype: dtype));
        this.activation = RegisterModule("activation", Activation.Parse(activation));
        if (dropout <= 0) return;
        inner = RegisterModule("dropout", new Dropout(dropout, rng));
        first = RegisterModule("dropout1", new Dropout(dropout, rng));
        second = RegisterModule("dropout2", new Dropout(dropout, rng));
        third = RegisterModule("dropout3", new Dropout(dropout, rng));
    }

    /// <summary>The layer's value.</summary>
    /// <param name="x">Steps of the sequence that is written.</param>
    /// <param name="memory">What the encoder made of the sequence that was read.</param>
    /// <param name="mask">[T, T] for x itself: Bool, true where a step may not be seen, or numbers added to the scores.</param>
    /// <param name="memoryMask">[T, S] for the memory.</param>
    /// <param name="keyPadding">Bool [N, T], true where a step of x is only padding.</param>
    /// <param name="memoryPadding">Bool [N, S], true where a step of the memory is only padding.</param>
    /// <param name="causal">True when step i of x sees steps 0 .. i of x only.</param>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    public Tensor Forward(Tensor x, Tensor memory, Tensor? mask = null, Tensor? memoryMask = null, Tensor? keyPadding = null,
        Tensor? memoryPadding = null,
        bool causal = false)
    {
        return Inside(() =>
        {
            x = Branch(x, norm1, first, y => self.Run(y, mask: mask, keyPadding: keyPadding, causal: causal));
            x = Branch(x, norm2, second, y => cross.Run(y, memory, memory, memoryMask, memoryPadding));
            return Observed(Branch(x, norm3, third, y => linear2.Forward(Dropped(inner, activation.Forward(linear1.Forward(y))))));
        });
    }

    private Tensor Branch(Tensor x, LayerNorm norm, Dropout? dropout, Func<Tensor, Tensor> part) =>
        normFirst ? x + Dropped(dropout, part(norm.Forward(x))) : norm.Forward(x + Dropped(dropout, part(x)));

    private static Tensor Dropped(Dropout? dropout, Tensor x) => dropout is null ? x : dropout.Forward(x);
}
