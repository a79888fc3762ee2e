using Cajal.Benchmarks.Measuring;
using Cajal.Benchmarks.Peers;

namespace Cajal.Benchmarks.Floor;

/// <summary>The hand-fused step phase by phase, each run alone again and again: where its time goes.</summary>
internal static unsafe class FloorPhases
{
    public static IEnumerable<ResultLine> Measure(string workload, int batch, int? bits, Timing timing)
    {
        var rng = new Rng(seed: 0);
        var pool = FloorCheck.Pool(rng, batch, TrainingSetup.PoolSize);
        var network = FloorWidths.Network(batch, bits: bits);
        FloorCheck.Take(network, Networks.Mlp.Build([784, 128, 64, 10], rng));
        Panels[] inputs = [.. pool.Select(b => Panels.Of(b.X))];
        using var training = FloorVerb.Make(batch, 1, bits);
        yield return Line("forward", 2.0 * batch * (784 * 128 + 128 * 64 + 64 * 10), i => network.Forward(inputs[i], 0, batch));
        yield return Line("backward", 2.0 * batch * (128 * 64 + 64 * 10), _ => network.Backward(0, batch));
        network.Begin();
        yield return Line("update", 2.0 * batch * (784 * 128 + 128 * 64 + 64 * 10), i => network.Update(inputs[i], 0));
        yield return Line("step", 2.0 * batch * (2 * (784 * 128 + 128 * 64 + 64 * 10) + 128 * 64 + 64 * 10), training.Step);

        ResultLine Line(string phase, double work, Action<int> run)
        {
            double[] seconds = timing.Measure(times =>
            {
                for (int i = 0; i < times; i++) run(i % TrainingSetup.PoolSize);
            });
            return new()
            {
                Workload = workload,
                Peer = "floor",
                Threads = 1,
                Metric = phase,
                Seconds = seconds,
                Samples = batch,
                More = [("variant", "hand-fused"), ("gflops", work / Figures.Median(seconds) / 1e9)],
            };
        }
    }
}
