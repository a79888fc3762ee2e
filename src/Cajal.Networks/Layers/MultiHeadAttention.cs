namespace Cajal.Networks;

/// <summary>Attention with several heads: softmax(q·kᵀ/√d + mask)·v for each, q = Q·W_qᵀ + b_q and so on, then a linear layer over all
/// heads. Q: [L, N, E], K, V: [S, N, …] → [L, N, E]; with batch first [N, L, E] …</summary>
/// <remarks>Parameters, order and first values are PyTorch's: in_proj_weight stacks q, k and v ([3E, E], Xavier uniform); with other sizes
/// of keys or values they are q_proj_weight, k_proj_weight and v_proj_weight. Source: Vaswani et al. (2017).</remarks>
public sealed class MultiHeadAttention : Layer
{
    private readonly Parameter? packed, query, key, value;
    private readonly Dropout? dropout;
    private readonly RotaryPositions? rotary;
    private readonly bool batchFirst;

    /// <summary>Attention with fresh weights.</summary>
    /// <param name="embedSize">E: numbers of a query and of a result.</param>
    /// <param name="heads">Heads; E is a multiple of it.</param>
    /// <param name="rng">Random numbers; each parameter takes the next numbered child.</param>
    /// <param name="dropout">Drop rate of the attention weights.</param>
    /// <param name="bias">False leaves all biases out.</param>
    /// <param name="keySize">Numbers of a key before its product; E when left out.</param>
    /// <param name="valueSize">Numbers of a value before its product; E when left out.</param>
    /// <param name="batchFirst">True when the batch comes before the steps.</param>
    /// <param name="rotary">Turns queries and keys by their position; null for none.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentException">E is no multiple of the heads, or a size below 1.</exception>
    public MultiHeadAttention(int embedSize, int heads, Rng rng, double dropout = 0, bool bias = true, int? keySize = null,
        int? valueSize = null,
        bool batchFirst = false, RotaryPositions? rotary = null, DType dtype = DType.Float32)
    {
        if (heads < 1 || embedSize < 1 || embedSize % heads != 0)
            throw new ArgumentException($"The size of an embedding is shared equally among the heads; received {embedSize} and {heads} heads.");
        (EmbedSize, Heads, this.batchFirst) = (embedSize, heads, batchFirst);
        if (rotary is not null) this.rotary = RegisterModule("rotary", rotary);
        var first = new XavierUniform();
        if ((keySize ?? embedSize) == embedSize && (valueSize ?? embedSize) == embedSize)
            packed = Register("in_proj_weight", new Parameter(first.Create([3 * embedSize, embedSize], rng, dtype)));
        else
        {
            query = Register("q_proj_weight", new Parameter(first.Create([embedSize, embedSize], rng, dtype)));
            key = Register("k_proj_weight", new Parameter(first.Create([embedSize, keySize ?? embedSize], rng, dtype)));
            value = Register("v_proj_weight", new Parameter(first.Create([embedSize, valueSize ?? embedSize], rng, dtype)));
        }
        if (bias) InputBias = Register("in_proj_bias", new Parameter(Tensor.Zeros([3 * embedSize], dtype)));
        Output = RegisterModule("out_proj", new Linear(embedSize, embedSize, rng, bias, new Uniform(-1 / Math.Sqrt(embedSize),
            1 / Math.Sqrt(embedSize)), dtype));
        if (dropout > 0) this.dropout = RegisterModule("dropout", new Dropout(dropout, rng));
    }

    /// <summary>E.</summary>
    public int EmbedSize { get; }

    /// <summary>Heads.</summary>
    public int Heads { get; }

    /// <summary>True when the batch comes before the steps.</summary>
    public bool IsBatchFirst => batchFirst;

    /// <summary>b_q, b_k, b_v: [3E]; null without biases.</summary>
    public Parameter? InputBias { get; }

    /// <summary>The layer over all heads.</summary>
    public Linear Output { get; }

    /// <summary>Attention of queries to keys and values.</summary>
    /// <param name="query">[L, N, E], or [N, L, E] with batch first.</param>
    /// <param name="key">[S, N, …]; the queries when left out.</param>
    /// <param name="value">[S, N, …]; the keys when left out.</param>
    /// <param name="mask">[L, S] or [N·heads, L, S]: Bool, true where a key may not be seen, or numbers added to the scores.</param>
    /// <param name="keyPadding">Bool [N, S], true where a key is only padding.</param>
    /// <param name="causal">True when query i sees keys 0 .. i only.</param>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    public Tensor Run(Tensor query, Tensor? key = null, Tensor? value = null, Tensor? mask = null, Tensor? keyPadding = null,
        bool causal = false) =>
        Inside(() =>
        {
            key ??= query;
            return Observed(Attend(query, key, value ?? key, mask, keyPadding, causal, null));
        });

    /// <summary>The same with the attention weights, averaged over the heads: [N, L, S].</summary>
    /// <inheritdoc cref="Run(Tensor, Tensor?, Tensor?, Tensor?, Tensor?, bool)"/>
    public (Tensor Output, Tensor Weights) RunWithWeights(Tensor query, Tensor? key = null, Tensor? value = null, Tensor? mask = null,
        Tensor? keyPadding = null,
        bool causal = false) => Inside(() =>
        {
            key ??= query;
            var weights = new Tensor[1];
            var y = Observed(Attend(query, key, value ?? key, mask, keyPadding, causal, weights));
            return (y, weights[0].Mean(1));
        });

    /// <summary>Attention of new steps to themselves and to all steps before, which a cache holds; the cache is advanced by whoever calls
    /// all layers.</summary>
    /// <param name="x">New steps, laid out as queries are.</param>
    /// <param name="cache">What was seen before.</param>
    /// <param name="layer">Number of this layer in the cache.</param>
    public Tensor Run(Tensor x, KeyValueCache cache, int layer) => Inside(() =>
    {
        x = First(x);
        var (q, k, v) = Projected(x, x, x);
        if (rotary is not null) (q, k) = (rotary.Turn(q, cache.Length), rotary.Turn(k, cache.Length));
        var (keys, values) = cache.Append(layer, k, v);
        return Observed(First(Joined(AttentionOnTensor.Attend(q, keys, values, null, causal: true, cache.Length, null))));
    });

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Attend(x, x, x, null, null, false, null);

    private Tensor Attend(Tensor q, Tensor k, Tensor v, Tensor? mask, Tensor? keyPadding, bool causal, Tensor[]? weights)
    {
        var all = Masked(mask, keyPadding);
        bool drops = dropout is not null && Tape.IsTraining, self = q == k && k == v;
        if (q.Rank != 3 || q.Shape[2] != EmbedSize)
            throw new ShapeException("MultiHeadAttention", $"queries {(batchFirst ? "[N, L, " : "[L, N, ")}{EmbedSize}]", q.Shape);
        if (weights is null && !drops && packed is not null && self)
        {
            var x = First(q);
            var three = Plus(x.MatMul(packed.T), InputBias);
            // Queries and keys are the first two thirds of the heads.
            if (rotary is not null) three = rotary.Turn(three.Reshape(x.Shape[0], x.Shape[1], 3 * Heads, EmbedSize / Heads),
                heads: 2 * Heads);
            return First(Joined(PackedAttention.Of(three.Reshape(x.Shape[0], x.Shape[1], 3, Heads, EmbedSize / Heads), all, causal)));
        }
        Tensor queries = First(q), keys = self ? queries : First(k), values = self ? queries : v == k ? keys : First(v);
        var (query, key, value) = Projected(queries, keys, values);
        if (rotary is not null) (query, key) = (rotary.Turn(query), rotary.Turn(key));
        if (weights is null && !drops) return First(Joined(AttentionOnTensor.Attend(query, key, value, all, causal, null, null)));
        var shares = query.Transpose(1, 2).AttentionWeights(key.Transpose(1, 2), all, causal);
        if (weights is not null) weights[0] = shares;
        if (drops) shares = dropout!.Forward(shares);
        return First(Joined(shares.MatMul(value.Transpose(1, 2)).Transpose(1, 2)));
    }

    // [N, T, …] → [N, T, heads, E/heads] each.
    private (Tensor Query, Tensor Key, Tensor Value) Projected(Tensor q, Tensor k, Tensor v)
    {
        Tensor Heads4(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], Heads, EmbedSize / Heads);
        Tensor? Bias(int from, int to) => InputBias?.Slice(0, (from * EmbedSize)..(to * EmbedSize));
        if (packed is null)
            return (Heads4(Plus(q.MatMul(query!.T), Bias(0, 1))), Heads4(Plus(k.MatMul(key!.T), Bias(1, 2))),
                Heads4(Plus(v.MatMul(value!.T), Bias(2, 3))));
        Tensor Rows(int from, int to) => packed.Slice(0, (from * EmbedSize)..(to * EmbedSize)).T;
        if (q == k && k == v)
        {
            var three = Plus(q.MatMul(packed.T), InputBias).Split(-1, 3);
            return (Heads4(three[0]), Heads4(three[1]), Heads4(three[2]));
        }
        return (Heads4(Plus(q.MatMul(Rows(0, 1)), Bias(0, 1))), Heads4(Plus(k.MatMul(Rows(1, 2)), Bias(1, 2))),
            Heads4(Plus(v.MatMul(Rows(2, 3)), Bias(2, 3))));
    }

    private Tensor Joined(Tensor y) => Output.Forward(y.Reshape(y.Shape[0], y.Shape[1], EmbedSize));

    private Tensor? Masked(Tensor? mask, Tensor? keyPadding)
    {
        if (mask is { Rank: 3 }) mask = mask.Reshape(mask.Shape[0] / Heads, Heads, mask.Shape[1], mask.Shape[2]);
        if (keyPadding is null) return mask;
        var padding = keyPadding.Unsqueeze(1).Unsqueeze(1);
        return mask is null ? padding : mask.DType == DType.Bool ? mask | padding : Tensor.Where(padding, double.NegativeInfinity, mask);
    }

    private static Tensor Plus(Tensor x, Tensor? bias) => bias is null ? x : x + bias;

    // Batch first inside; the same way back.
    private Tensor First(Tensor x) => x.Rank != 3 ? throw new ShapeException("MultiHeadAttention", batchFirst ? "[N, T, E]"
        : "[T, N, E]", x.Shape)
        : batchFirst ? x : x.Transpose(0, 1);
}
