namespace Cajal.Networks;

/// <summary>A language model as GPT-2: token and position rows, Transformer layers that see what came before and norm first, a norm,
/// logits of the next token. tokens: [N, T] whole numbers, T ≤ context → [N, T, vocabulary]</summary>
/// <remarks>First weights N(0, 0.02²), those that write into the residual stream smaller by √(2·layers). Source: Radford et al.
/// (2019).</remarks>
public sealed class Gpt : Layer, ILanguageModel
{
    private readonly Dropout? dropout;

    /// <summary>A model with fresh weights.</summary>
    /// <param name="vocabulary">Different tokens.</param>
    /// <param name="context">The most steps it sees.</param>
    /// <param name="rng">Random numbers; each part takes the next numbered child.</param>
    /// <param name="size">Numbers of a step.</param>
    /// <param name="layers">Transformer layers.</param>
    /// <param name="heads">Attention heads of each.</param>
    /// <param name="feedForward">Hidden units of each; 4 · size when left out.</param>
    /// <param name="dropout">Drop rate of rows, hidden units and branches; attention weights are not dropped.</param>
    /// <param name="rotary">True for queries and keys that turn with the position, in the place of position rows.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentException">The size is no multiple of the heads, or a number is below 1.</exception>
    public Gpt(int vocabulary, int context, Rng rng, int size = 128, int layers = 4, int heads = 4, int? feedForward = null,
        double dropout = 0,
        bool rotary = false, DType dtype = DType.Float32)
    {
        Tokens = RegisterModule("tokens", new Embedding(vocabulary, size, rng, weight: new Normal(0.02), dtype: dtype));
        Context = context;
        if (!rotary) Positions = RegisterModule("positions", new LearnedPositions(context, size, rng, dtype: dtype));
        if (dropout > 0) this.dropout = RegisterModule("dropout", new Dropout(dropout, rng));
        Encoder = RegisterModule("encoder", new TransformerEncoder([.. Enumerable.Range(0, layers).Select(_ =>
            new TransformerEncoderLayer(size, heads, rng,
            feedForward ?? 4 * size, dropout, "gelu", batchFirst: true, normFirst: true, attentionDropout: 0,
            rotary: rotary ? new RotaryPositions(size / heads, context) : null, dtype: dtype))], new LayerNorm(size, dtype: dtype)));
        Head = RegisterModule("head", new Linear(size, vocabulary, rng, weight: new Normal(0.02), dtype: dtype));
        foreach (var (name, variable) in Encoder.NamedVariables)
        {
            if (variable.Rank < 2) continue;
            bool writes = name.EndsWith("linear2.weight", StringComparison.Ordinal) || name.EndsWith("out_proj.weight",
                StringComparison.Ordinal);
            variable.Assign(new Normal(writes ? 0.02 / Math.Sqrt(2 * layers) : 0.02).Create(variable.Shape, rng, dtype));
        }
    }

    /// <summary>A row for each token.</summary>
    public Embedding Tokens { get; }

    /// <summary>A row for each position; null with rotary positions.</summary>
    public LearnedPositions? Positions { get; }

    /// <summary>The Transformer layers.</summary>
    public TransformerEncoder Encoder { get; }

    /// <summary>Logits.</summary>
    public Linear Head { get; }

    /// <summary>The most steps it sees.</summary>
    public int Context { get; }

    /// <inheritdoc/>
    public int Vocabulary => Tokens.Weight.Shape[0];

    /// <summary>An empty cache for so many sequences side by side.</summary>
    public KeyValueCache NewCache(int batch = 1)
    {
        var attention = Encoder.Layers[0].SelfAttention;
        return new(Encoder.Layers.Count, batch, Context, attention.Heads, attention.EmbedSize / attention.Heads, Head.Weight.DType);
    }

    /// <summary>Logits behind new tokens [N, n] that follow on those in a cache, which then holds them too: [N, n, vocabulary].</summary>
    public Tensor Run(Tensor tokens, KeyValueCache cache) => Inside(() =>
    {
        var x = Tokens.Forward(Require(tokens));
        return Observed(Head.Forward(Encoder.Run(Positions is null ? x : Positions.From(x, cache.Length), cache)));
    });

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        x = Tokens.Forward(Require(x));
        if (Positions is not null) x = Positions.Forward(x);
        return Head.Forward(Encoder.Run(dropout is null ? x : dropout.Forward(x), causal: true));
    }

    private Tensor Require(Tensor tokens) => tokens.Rank == 2 && tokens.Shape[1] >= 1 && tokens.Shape[1] <= Context ? tokens
        : throw new ShapeException("Gpt", $"tokens [N, T] with 1 to {Context} steps", tokens.Shape);
}
