using Cajal.Networks;

namespace Cajal.Benchmarks.Floor;

/// <summary>The floor beside Cajal's own steps: the same first weights, the same batches, the losses of each step.</summary>
internal static class FloorCheck
{
    /// <summary>Losses of so many steps by both.</summary>
    public static (double[] Floor, double[] Cajal) Losses(int batch, int threads, int steps, int? bits = null)
    {
        var rng = new Rng(seed: 0);
        var model = new Sequential(new Linear(784, 128, rng), Activation.Relu, new Linear(128, 64, rng), Activation.Relu,
            new Linear(64, 10, rng));
        var pool = Pool(rng, batch, 8);
        using var floor = new FloorTraining(batch, threads, pool, bits);
        Take(floor.Network, model);
        var adam = new Adam(model.Parameters, learningRate: 1e-3);
        double[] byFloor = new double[steps], byCajal = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            floor.Step(i % pool.Length);
            byFloor[i] = floor.Network.Loss;
            using var tape = Tape.Start();
            var loss = model.Forward(pool[i % pool.Length].X).CrossEntropy(pool[i % pool.Length].Labels);
            adam.Step(tape.Gradients(loss));
            byCajal[i] = loss.Item();
        }
        return (byFloor, byCajal);
    }

    /// <summary>Different batches: inputs [batch, 784], labels [batch].</summary>
    public static (Tensor X, Tensor Labels)[] Pool(Rng rng, int batch, int count) => [.. Enumerable.Range(0, count)
        .Select(_ => (Tensor.Normal([batch, 784], rng), Tensor.RandomIntegers([batch], rng, 0, 10, DType.Int32)))];

    /// <summary>Gives the floor a model's weights.</summary>
    public static void Take(IFloorNetwork network, Sequential model)
    {
        for (int i = 0; i < 3; i++)
        {
            var (weight, bias) = (model.Parameters[2 * i], model.Parameters[2 * i + 1]);
            network.Take(i, weight.AsSpan<float>(), bias.AsSpan<float>());
        }
    }
}
