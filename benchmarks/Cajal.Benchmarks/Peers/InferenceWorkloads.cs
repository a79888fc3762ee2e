using Cajal.Networks;

namespace Cajal.Benchmarks.Peers;

/// <summary>I1 and I2: predictions of 784-128-64-10 for one example and for 256.</summary>
internal static class InferenceWorkloads
{
    public static IEnumerable<Workload> All => [Mlp("I1-mlp-b1", "latency", 1), Mlp("I2-mlp-b256", "batch_time", 256)];

    private static Workload Mlp(string name, string metric, int batch) => new(name, metric, batch)
    {
        WarmSeconds = 0.7,
        Variants = [new("plan", () => Planned(batch)), new("eager", () => Eager(batch))],
    };

    private static Action<int> Planned(int batch)
    {
        var (model, x) = Make(batch);
        var plan = PlanOf(model, batch);
        float[] inputs = x.ToArray<float>(), logits = new float[batch * 10];
        return runs =>
        {
            for (int i = 0; i < runs; i++) plan.Run(inputs, logits);
        };
    }

    private static Action<int> Eager(int batch)
    {
        var (model, x) = Make(batch);
        return runs =>
        {
            for (int i = 0; i < runs; i++) model.Forward(x);
        };
    }

    /// <summary>A plan of the forward pass, for batches of one size.</summary>
    public static Plan PlanOf(Layer model, int batch)
    {
        using var tape = Tape.Start(Mode.Inference);
        return tape.ToPlan(model.Forward(tape.Input(Tensor.Zeros([batch, 784]))));
    }

    private static (Sequential Model, Tensor X) Make(int batch)
    {
        var rng = new Rng(seed: 0);
        return (Networks.Mlp.Build([784, 128, 64, 10], rng), Tensor.Normal([batch, 784], rng));
    }
}
