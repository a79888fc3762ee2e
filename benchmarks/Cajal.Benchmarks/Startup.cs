using System.Diagnostics;
using System.Runtime;
using Cajal.Networks;

namespace Cajal.Benchmarks;

/// <summary>S1: from the start of the process to the first trained step of 784-128-64-10, batch 64, Adam. Prints STEP as soon as it is
/// done.</summary>
internal static class Startup
{
    /// <param name="explain">True adds, on the other stream, where the time went.</param>
    public static int Run(bool explain)
    {
        long begun = Stopwatch.GetTimestamp();
        var rng = new Rng(seed: 0);
        var model = new Sequential(new Linear(784, 128, rng), Activation.Relu, new Linear(128, 64, rng), Activation.Relu,
            new Linear(64, 10, rng));
        var adam = new Adam(model.Parameters, learningRate: 1e-3);
        Tensor x = Tensor.Normal([64, 784], rng), labels = Tensor.RandomIntegers([64], rng, 0, 10, DType.Int32);
        long made = Stopwatch.GetTimestamp();
        using (var tape = Tape.Start()) adam.Step(tape.Gradients(model.Forward(x).CrossEntropy(labels)));
        // Without Console.Out, whose encoding and locks cost more than the step.
        using var output = Console.OpenStandardOutput();
        output.Write("STEP\n"u8);
        if (explain) Explain(begun, made);
        return 0;
    }

    private static void Explain(long begun, long made)
    {
        long done = Stopwatch.GetTimestamp();
        TimeSpan making = Stopwatch.GetElapsedTime(begun, made), stepping = Stopwatch.GetElapsedTime(made, done);
        var before = DateTime.Now - Process.GetCurrentProcess().StartTime - making - stepping;
        Console.Error.WriteLine(FormattableString.Invariant($"runtime {before.TotalMilliseconds:0} ms (to about 10), ")
            + FormattableString.Invariant($"network and data {making.TotalMilliseconds:0.0} ms, step {stepping.TotalMilliseconds:0.0} ms; ")
            + FormattableString.Invariant($"{JitInfo.GetCompiledMethodCount()} methods compiled in ")
            + FormattableString.Invariant($"{JitInfo.GetCompilationTime().TotalMilliseconds:0.0} ms of this"));
    }
}
