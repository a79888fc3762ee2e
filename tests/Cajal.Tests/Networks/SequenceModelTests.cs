using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class SequenceModelTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("SequenceClassifier", [2, 4, 3], [2, 4, 2], rng => new SequenceClassifier(RecurrentKind.Lstm, 3, 4, 5, rng,
            bidirectional: true)),
        new("SequenceForecaster", [2, 4, 3], [2, 4, 2], rng => new SequenceForecaster(RecurrentKind.Gru, 3, 4, rng, horizon: 2)),
        new("Gpt", [2, 4], null, rng => new Spoken(new Gpt(5, 6, rng, size: 8, layers: 1, heads: 2, dropout: 0.1))),
        new("Bigram", [2, 4], null, _ => new Spoken(new Bigram(5))),
        new("RecurrentLanguageModel", [2, 4], null, rng => new Spoken(new RecurrentLanguageModel(RecurrentKind.Lstm, 5, 4, rng, layers: 2,
            dropout: 0.1))),
        new("Planes", [2, 3, 3], [3, 3], _ => new Planes()),
        new("Forecaster", [2, 4, 3], [2, 4, 2], rng => new Forecaster(4, 3, rng, lag: 2)),
    ];

    /// <summary>A language model asked by numbers made whole, which are added so that a gradient passes.</summary>
    private sealed class Spoken : Layer
    {
        private readonly Layer model;

        public Spoken(Layer model) => this.model = RegisterModule("model", model);

        protected override Tensor Compute(Tensor x) => model.Forward((x.Abs() * 2).Floor().StopGradient().Clamp(0,
            4).To(DType.Int64)) + x.Unsqueeze(-1);
    }

    private static Gpt Small(bool rotary = false) => new(7, 6, new Rng(1), size: 8, layers: 2, heads: 2, rotary: rotary,
        dtype: DType.Float64);

    [Fact]
    public void A_model_reads_no_token_that_comes_later()
    {
        var model = Small();
        Tensor one = Tensor.From(new[,] { { 1L, 2, 3, 4, 5 } }), two = Tensor.From(new[,] { { 1L, 2, 3, 6, 0 } });
        var (a, b) = (model.Forward(one), model.Forward(two));
        a.Slice(1, ..3).ToArray<double>().ShouldBe(b.Slice(1, ..3).ToArray<double>());
        a.Slice(1, 3..).ToArray<double>().ShouldNotBe(b.Slice(1, 3..).ToArray<double>());
        Should.Throw<ShapeException>(() => model.Forward(Tensor.Zeros([1, 7], DType.Int64))).Message.ShouldContain("1 to 6 steps");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_cache_gives_the_text_that_reading_everything_anew_gives(bool rotary)
    {
        var model = Small(rotary);
        int[] prompt = [1, 2], drawn = [.. new Sampler(model, new Rng(4), temperature: 0).Generate(prompt, 4)];
        List<int> text = [.. prompt];
        foreach (int token in drawn)
        {
            var logits = model.Forward(Tensor.From([.. text.Select(t => (long)t)], [1, text.Count]));
            token.ShouldBe((int)logits.Slice(1, (text.Count - 1)..).Reshape(-1).ArgMax().Item());
            text.Add(token);
        }
    }

    [Fact]
    public void Texts_longer_than_the_context_go_on_and_a_seed_repeats_them()
    {
        var model = Small();
        int[] Text(ulong seed) => [.. new Sampler(model, new Rng(seed)).Generate([1, 2, 3, 4, 5, 6, 0, 1], 20)];
        Text(3).Length.ShouldBe(20);
        Text(3).ShouldBe(Text(3));
        Text(3).ShouldNotBe(Text(4));
        Should.Throw<ArgumentException>(() => new Sampler(model, new Rng(1)).Generate([],
            3).ToArray()).Message.ShouldContain("the prompt is empty");
    }

    [Theory]
    [InlineData(1.0, null, null, new[] { 0.1, 0.2, 0.3, 0.4 })]
    [InlineData(0.0, null, null, new[] { 0.0, 0, 0, 1 })]
    [InlineData(0.5, null, null, new[] { 1 / 30.0, 4 / 30.0, 9 / 30.0, 16 / 30.0 })]
    [InlineData(1.0, 2, null, new[] { 0, 0, 3 / 7.0, 4 / 7.0 })]
    [InlineData(1.0, null, 0.6, new[] { 0, 0, 3 / 7.0, 4 / 7.0 })]
    [InlineData(1.0, null, 0.3, new[] { 0.0, 0, 0, 1 })]
    public void Tokens_are_drawn_with_their_probabilities(double temperature, int? topK, double? topP, double[] expected)
    {
        var sampler = new Sampler(Small(), new Rng(9), temperature, topK, topP);
        float[] logits = [MathF.Log(0.1f), MathF.Log(0.2f), MathF.Log(0.3f), MathF.Log(0.4f)];
        const int draws = 20_000;
        int[] counts = new int[4];
        for (int i = 0; i < draws; i++) counts[sampler.Draw(logits)]++;
        // Four standard errors.
        for (int i = 0; i < 4; i++) ((double)counts[i] / draws).ShouldBe(expected[i],
            4 * Math.Sqrt(expected[i] * (1 - expected[i]) / draws) + 1e-9);
    }

    [Fact]
    public void A_classifier_reads_each_sequence_to_its_end()
    {
        var model = new SequenceClassifier(RecurrentKind.Gru, 3, 4, 2, new Rng(1), dtype: DType.Float64);
        var x = Tensor.Normal([2, 5, 3], new Rng(2), dtype: DType.Float64);
        var y = model.Run(x, Tensor.From([5L, 2L]));
        y.Select(0, 1).ToArray<double>().ShouldBe(model.Forward(x.Slice(0, 1..).Slice(1, ..2)).Select(0, 0).ToArray<double>());
    }

    [Fact]
    public void A_forecaster_starts_near_the_last_value()
    {
        var model = new SequenceForecaster(RecurrentKind.Lstm, 1, 8, new Rng(1), horizon: 3);
        var x = Tensor.From([1f, 2, 3, 40], [1, 4, 1]);
        model.Forward(x).ToArray<float>().ShouldAllBe(v => Math.Abs(v - 40) < 0.2);
    }
}
