using Cajal.Networks;
using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Networks;

public class AttentionTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("MultiHeadAttention", [3, 2, 6], [3, 2, 5], rng => new MultiHeadAttention(6, 2, rng)),
        new("MultiHeadAttention with dropout, batch first", [2, 3, 6], null, rng => new MultiHeadAttention(6, 3, rng, dropout: 0.3,
            bias: false, batchFirst: true)),
        new("MultiHeadAttention, same sizes apart", [3, 2, 6], null, rng => new Apart(rng)),
        new("TransformerEncoderLayer", [3, 2, 6], [3, 2, 5], rng => new TransformerEncoderLayer(6, 2, rng, 7)),
        new("TransformerEncoder", [2, 3, 6], [2, 3, 5], rng => new TransformerEncoder(
            [new(6, 2, rng, 7, dropout: 0, batchFirst: true, normFirst: true), new(6, 2, rng, 7, dropout: 0, batchFirst: true,
                normFirst: true)], new LayerNorm(6))),
        new("TransformerDecoder", [3, 2, 6], null, rng => new Decoded(rng)),
    ];

    /// <summary>Queries, keys and values of different sizes.</summary>
    private sealed class Apart : Layer
    {
        private readonly MultiHeadAttention attention;

        public Apart(Rng rng) => attention = RegisterModule("attention", new MultiHeadAttention(6, 2, rng, keySize: 2, valueSize: 4));

        protected override Tensor Compute(Tensor x) => attention.Run(x, x.Slice(-1, ..2), x.Slice(-1, 2..));
    }

    private sealed class Decoded : Layer
    {
        private readonly TransformerDecoder decoder;

        public Decoded(Rng rng) => decoder = RegisterModule("decoder", new TransformerDecoder([new(6, 2, rng, 5), new(6, 2, rng, 5,
            normFirst: true)], new LayerNorm(6)));

        protected override Tensor Compute(Tensor x) => decoder.Forward(x, x.Slice(0, 1..), causal: true);
    }

    private static Tensor Draw(params int[] sizes) => Tensor.Normal(Shape.Of(sizes), new Rng(5), dtype: DType.Float64);

    [Fact]
    public void In_tiles_it_is_what_it_is_with_all_scores_at_once()
    {
        Tensor q = Draw(2, 3, 200, 7), k = Tensor.Normal([2, 3, 300, 7], new Rng(6), dtype: DType.Float64), v = Tensor.Normal([2, 3,
            300, 4], new Rng(7), dtype: DType.Float64);
        foreach (bool causal in new[] { false, true })
            Closeness.ShouldBeClose(q.ScaledDotProductAttention(k, v, causal: causal, scale: 2), Plain.Of(q.AttentionWeights(k,
                causal: causal, scale: 2).MatMul(v)), 1e-12);
    }

    [Fact]
    public void Scores_of_thousands_overflow_nothing() =>
        (Draw(1, 5, 4) * 1000).To(DType.Float32).ScaledDotProductAttention((Draw(1, 6, 4) * 1000).To(DType.Float32), Tensor.Ones([1, 6,
            2])).ToArray<float>()
            .ShouldAllBe(y => Math.Abs(y - 1) < 1e-6);

    [Fact]
    public void Padding_has_no_say()
    {
        var attention = new MultiHeadAttention(6, 2, new Rng(1), batchFirst: true, dtype: DType.Float64);
        Tensor x = Draw(2, 5, 6), lengths = Tensor.From([5L, 3L]);
        var y = attention.Run(x, keyPadding: SequenceMask.Padding(lengths, 5));
        Closeness.ShouldBeClose(y.Slice(0, 1..).Slice(1, ..3), Plain.Of(attention.Run(x.Slice(0, 1..).Slice(1, ..3))), 1e-13);
    }

    [Fact]
    public void Weights_are_the_mean_over_heads_and_give_the_same_result()
    {
        var attention = new MultiHeadAttention(6, 2, new Rng(1), dtype: DType.Float64);
        var x = Draw(4, 2, 6);
        var (y, weights) = attention.RunWithWeights(x, mask: SequenceMask.Causal(4));
        Closeness.ShouldBeClose(y, Plain.Of(attention.Run(x, causal: true)), 1e-13);
        weights.Shape.ShouldBe([2, 4, 4]);
        weights.Sum(-1).ToArray<double>().ShouldAllBe(s => Math.Abs(s - 1) < 1e-12);
    }

    [Fact]
    public void With_a_cache_step_by_step_it_is_what_it_is_at_once()
    {
        var layer = new TransformerEncoderLayer(6, 2, new Rng(1), 8, dropout: 0, batchFirst: true, dtype: DType.Float64);
        var encoder = new TransformerEncoder([layer, new TransformerEncoderLayer(6, 2, new Rng(2), 8, dropout: 0, batchFirst: true,
            dtype: DType.Float64)]);
        var x = Draw(2, 7, 6);
        var whole = encoder.Run(x, causal: true);
        var cache = new KeyValueCache(2, 2, 7, 2, 3, DType.Float64);
        Tensor[] parts = [encoder.Run(x.Slice(1, ..3), cache), encoder.Run(x.Slice(1, 3..4), cache), encoder.Run(x.Slice(1, 4..), cache)];
        Closeness.ShouldBeClose(Tensor.Concatenate(parts, 1), Plain.Of(whole), 1e-13);
        cache.Length.ToArray<long>().ShouldBe([7]);
        Should.Throw<InvalidOperationException>(() => encoder.Run(x.Slice(1, ..1),
            cache)).Message.ShouldBe("The cache holds 7 steps, 7 are in it, and 1 more do not fit. Clear it, or make a larger one.");
        cache.Clear();
        Closeness.ShouldBeClose(encoder.Run(x, cache), Plain.Of(whole), 1e-13);
    }

    [Fact]
    public void One_thread_or_several_give_the_same_bits()
    {
        var attention = new MultiHeadAttention(8, 4, new Rng(1), batchFirst: true);
        var x = Tensor.Normal([5, 150, 8], new Rng(2));
        int before = Workers.Count;
        try
        {
            float[][] results = [.. new[] { 1, 2, 5 }.Select(threads =>
            {
                Workers.Count = threads;
                using var tape = Tape.Start();
                tape.Watch(x);
                var y = attention.Run(x, causal: true);
                return (float[])[.. y.ToArray<float>(), .. tape.Gradients(y.Square().Sum())[x].ToArray<float>()];
            })];
            results[1].ShouldBe(results[0]);
            results[2].ShouldBe(results[0]);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Wrong_sizes_are_told_in_a_sentence()
    {
        Should.Throw<ArgumentException>(() => new MultiHeadAttention(6, 4, new Rng(1))).Message.ShouldContain("received 6 and 4 heads");
        Should.Throw<ShapeException>(() => Draw(2, 3, 4).ScaledDotProductAttention(Draw(2, 3, 5), Draw(2, 3,
            5))).Message.ShouldContain("keys [N, S, heads, E]");
        Should.Throw<ShapeException>(() => new MultiHeadAttention(6, 2, new Rng(1), dtype: DType.Float64).Run(Draw(3, 1, 6),
            mask: SequenceMask.Causal(4)))
            .Message.ShouldContain("stretches to [1, 2, 3, 3]");
        Draw(2, 0, 4).ScaledDotProductAttention(Draw(2, 3, 4), Draw(2, 3, 4)).Shape.ShouldBe([2, 0, 4]);
        Draw(1, 2, 4).ScaledDotProductAttention(Draw(1, 0, 4), Draw(1, 0, 3)).ToArray<double>().ShouldBe([0, 0, 0, 0, 0, 0]);
    }
}
