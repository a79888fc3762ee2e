using Cajal.Networks;

namespace Cajal.Benchmarks.Peers;

/// <summary>I1 and I2: predictions for one example and for 256.</summary>
internal static class InferenceWorkloads
{
    public static IEnumerable<Workload> All => [.. Both("mlp", [784], Mlp), .. Both("lenet", [1, 28, 28], rng => Networks.LeNet.Build(rng)),
        .. Both("resnet", [3, 32, 32], rng => Networks.ResNet.Build(rng))];

    private static IEnumerable<Workload> Both(string name, Shape example, Func<Rng, Layer> model) =>
        [Of($"I1-{name}-b1", "latency", 1, example, model), Of($"I2-{name}-b256", "batch_time", 256, example, model)];

    private static Workload Of(string name, string metric, int batch, Shape example, Func<Rng, Layer> model) => new(name, metric, batch)
    {
        WarmSeconds = 0.7,
        Variants = [new("plan", () => Planned(batch, example, model)), new("eager", () => Eager(batch, example, model))],
    };

    private static Action<int> Planned(int batch, Shape example, Func<Rng, Layer> make)
    {
        var (model, x) = Make(batch, example, make);
        var plan = PlanOf(model, x.Shape);
        float[] inputs = x.ToArray<float>(), results = new float[plan.Outputs[0].Count];
        return runs =>
        {
            for (int i = 0; i < runs; i++) plan.Run(inputs, results);
        };
    }

    private static Action<int> Eager(int batch, Shape example, Func<Rng, Layer> make)
    {
        var (model, x) = Make(batch, example, make);
        return runs =>
        {
            for (int i = 0; i < runs; i++) model.Forward(x);
        };
    }

    /// <summary>A plan of the forward pass of the MLP, for batches of one size.</summary>
    public static Plan PlanOf(Layer model, int batch) => PlanOf(model, [batch, 784]);

    private static Plan PlanOf(Layer model, Shape input)
    {
        using var tape = Tape.Start(Mode.Inference);
        return tape.ToPlan(model.Forward(tape.Input(Tensor.Zeros(input))));
    }

    private static Sequential Mlp(Rng rng) => Networks.Mlp.Build([784, 128, 64, 10], rng);

    private static (Layer Model, Tensor X) Make(int batch, Shape example, Func<Rng, Layer> make)
    {
        var rng = new Rng(seed: 0);
        return (make(rng), Tensor.Normal([batch, .. example.ToArray()], rng));
    }
}
