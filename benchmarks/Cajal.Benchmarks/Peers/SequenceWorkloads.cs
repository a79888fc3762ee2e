using Cajal.Networks;

namespace Cajal.Benchmarks.Peers;

/// <summary>T6: an LSTM over 64 steps. T7: a small GPT. I1 and I2: the GPT's predictions for one text and for 256.</summary>
internal static class SequenceWorkloads
{
    private const int Steps = 64, Tokens = 256, Size = 128, Heads = 4, Layers = 2;

    public static IEnumerable<Workload> All =>
    [
        new("T6-lstm-b32", "train_step", 32) { Variants = [new("plan", () => Lstm().Planned()), new("eager", () => Lstm().Eager())] },
        new("T7-transformer-b16", "train_step", 16) { Variants = [new("plan", () => Language().Planned()), new("eager", () =>
            Language().Eager())] },
        Predictions("I1-transformer-b1", "latency", 1), Predictions("I2-transformer-b256", "batch_time", 256),
    ];

    /// <summary>LSTM 32 → 128 over 64 steps, a linear layer on the last output, cross-entropy, Adam.</summary>
    private static TrainingSetup Lstm()
    {
        var rng = new Rng(seed: 0);
        var model = new SequenceClassifier(RecurrentKind.Lstm, 32, 128, 10, rng);
        (Tensor, Tensor)[] pool =
            [.. Enumerable.Range(0, TrainingSetup.PoolSize).Select(_ => (Tensor.Normal([32, Steps, 32], rng),
                Tensor.RandomIntegers([32], rng, 0, 10)))];
        return new(model, new Adam(model.Parameters, learningRate: 1e-3), (y, labels) => y.CrossEntropy(labels), pool);
    }

    /// <summary>Two layers of 128 numbers and 4 heads over 64 tokens, cross-entropy at each, AdamW.</summary>
    private static TrainingSetup Language()
    {
        var rng = new Rng(seed: 0);
        var model = Model(rng);
        (Tensor, Tensor)[] pool = [.. Enumerable.Range(0, TrainingSetup.PoolSize).Select(_ => (Draw(rng, 16), Draw(rng, 16)))];
        return new(model, new AdamW(model.Parameters, learningRate: 1e-3), (y, next) => y.Reshape(-1,
            Tokens).CrossEntropy(next.Reshape(-1)), pool);
    }

    private static Workload Predictions(string name, string metric, int batch) => new(name, metric, batch)
    {
        WarmSeconds = 0.7,
        Variants = [new("plan", () => Planned(batch)), new("eager", () => Eager(batch))],
    };

    private static Action<int> Planned(int batch)
    {
        var rng = new Rng(seed: 0);
        var model = Model(rng);
        var x = Draw(rng, batch);
        Plan plan;
        using (var tape = Tape.Start(Mode.Inference)) plan = tape.ToPlan(model.Forward(tape.Input(x)));
        return runs =>
        {
            for (int i = 0; i < runs; i++) plan.Run(x);
        };
    }

    private static Action<int> Eager(int batch)
    {
        var rng = new Rng(seed: 0);
        var model = Model(rng);
        var x = Draw(rng, batch);
        return runs =>
        {
            for (int i = 0; i < runs; i++) model.Forward(x);
        };
    }

    private static Gpt Model(Rng rng) => new(Tokens, Steps, rng, Size, Layers, Heads, 4 * Size);

    private static Tensor Draw(Rng rng, int batch) => Tensor.RandomIntegers([batch, Steps], rng, 0, Tokens);
}
