using Cajal.Benchmarks.Command;
using Cajal.Benchmarks.Measuring;
using Cajal.Benchmarks.Peers;
using Cajal.Networks;

namespace Cajal.Benchmarks.Floor;

/// <summary>Times the hand-fused step of T1; a line of JSON for each batch size.</summary>
internal static class FloorVerb
{
    /// <summary>How far losses may lie apart after some steps: both add the same numbers in another order.</summary>
    public const double Tolerance = 1e-4;

    public const int CheckedSteps = 20;

    public static readonly Verb Verb = new("floor", "the step of T1 fused by hand: what is left of it without a framework",
        ["only NAMES", "threads N", "check", "phases", "beside", "turns N", "bits N", .. PeersVerb.TimingOptions], Run);

    private static readonly (string Name, int Batch)[] Workloads =
        [("T1-mlp-mnist-b64", 64), ("T1b-mlp-mnist-b256", 256), ("T1b-mlp-mnist-b1024", 1024)];

    private static int Run(Arguments arguments, TextWriter output)
    {
        int threads = arguments.Whole("threads", 1);
        int? bits = arguments.Has("bits") ? arguments.Whole("bits", 0) : null;
        var timing = new Timing(arguments.Whole("blocks", 15), arguments.Number("block-s", 0.1), arguments.Number("warm-s", 1));
        foreach (var (name, batch) in Workloads.Where(w => Selection.Wants(arguments.List("only"), w.Name)))
        {
            if (arguments.Has("check")) Check(batch, threads, bits, output);
            else foreach (string line in Lines(arguments, name, batch, threads, bits, timing)) output.WriteLine(line);
            output.Flush();
        }
        return 0;
    }

    private static IEnumerable<string> Lines(Arguments arguments, string name, int batch, int threads, int? bits, Timing timing) =>
        arguments.Has("beside")
            ? [FloorBeside.Measure(name, batch, threads, bits, arguments.Whole("turns", 15), arguments.Number("block-s", 0.03))]
        : arguments.Has("phases") ? FloorPhases.Measure(name, batch, bits, timing).Select(l => l.ToJson())
        : [Measure(name, batch, threads, bits, timing).ToJson()];

    private static ResultLine Measure(string name, int batch, int threads, int? bits, Timing timing)
    {
        using var training = Make(batch, threads, bits);
        var noise = new Noise();
        double[] seconds = timing.Measure(training.Run);
        double? others = noise.Others;
        return new()
        {
            Workload = name,
            Peer = "floor",
            Threads = threads,
            Metric = "train_step",
            Seconds = seconds,
            Samples = batch,
            More = [("variant", "hand-fused"), ("noise", others), ("bytes_per_step", Allocation.PerRun(training.Run, 4))],
        };
    }

    /// <summary>A floor with weights as a model begins with.</summary>
    internal static FloorTraining Make(int batch, int threads, int? bits = null)
    {
        var rng = new Rng(seed: 0);
        var training = new FloorTraining(batch, threads, FloorCheck.Pool(rng, batch, TrainingSetup.PoolSize), bits);
        FloorCheck.Take(training.Network, Mlp.Build([784, 128, 64, 10], rng));
        return training;
    }

    private static void Check(int batch, int threads, int? bits, TextWriter output)
    {
        var (floor, cajal) = FloorCheck.Losses(batch, threads, CheckedSteps, bits);
        double apart = floor.Zip(cajal, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine(FormattableString.Invariant($"batch {batch}, {threads} threads: losses {floor[0]:0.00000} … {floor[^1]:0.00000}, ")
            + FormattableString.Invariant($"Cajal {cajal[0]:0.00000} … {cajal[^1]:0.00000}, at most {apart:0.0e+0} apart"));
        if (!(apart < Tolerance)) throw new InvalidOperationException("The floor does not compute what Cajal computes.");
    }
}
