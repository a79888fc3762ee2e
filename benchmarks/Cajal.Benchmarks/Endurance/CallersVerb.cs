using System.Diagnostics;
using System.Runtime.InteropServices;
using Cajal.Benchmarks.Command;
using Cajal.Benchmarks.Peers;

namespace Cajal.Benchmarks.Endurance;

/// <summary>Many threads predict at once on one plan; each result is compared, bit for bit, with that of one caller alone.</summary>
internal static class CallersVerb
{
    private const int Inputs = 97;

    public static readonly Verb Verb = new("callers", "many threads predict at once on one plan; 1 when a result differs from one caller's",
        ["callers N", "batch N", "seconds N", "threads N"], Run);

    private static int Run(Arguments arguments, TextWriter output)
    {
        if (arguments.Has("threads")) CpuThreads.Count = arguments.Whole("threads", 1);
        int callers = arguments.Whole("callers", 64), batch = arguments.Whole("batch", 1);
        double seconds = arguments.Number("seconds", 5);
        var rng = new Rng(seed: 0);
        var plan = InferenceWorkloads.PlanOf(Networks.Mlp.Build([784, 128, 64, 10], rng), batch);
        float[][] inputs = [.. Enumerable.Range(0, Inputs).Select(_ => Tensor.Normal([batch, 784], rng).ToArray<float>())];
        float[][] expected = [.. inputs.Select(_ => new float[batch * 10])];
        for (int i = 0; i < Inputs; i++) plan.Run(inputs[i], expected[i]);
        var (alone, _) = Call(1, plan, inputs, expected, seconds / 5);
        var (together, wrong) = Call(callers, plan, inputs, expected, seconds);
        output.WriteLine(FormattableString.Invariant($"{{\"callers\": {callers}, \"batch\": {batch}, \"threads\": {CpuThreads.Count}, ")
            + FormattableString.Invariant($"\"predictions_per_s\": {together:0}, \"one_caller_per_s\": {alone:0}, \"wrong\": {wrong}}}"));
        return wrong == 0 ? 0 : 1;
    }

    /// <summary>Predictions per second of so many callers together, and how many were wrong.</summary>
    private static (double PerSecond, long Wrong) Call(int callers, Plan plan, float[][] inputs, float[][] expected, double seconds)
    {
        long done = 0, wrong = 0;
        using var gate = new Barrier(callers);
        long start = 0;
        Thread[] threads = [.. Enumerable.Range(0, callers).Select(caller => new Thread(() => One(caller)))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return (done / Stopwatch.GetElapsedTime(start).TotalSeconds, wrong);

        void One(int caller)
        {
            float[] result = new float[expected[0].Length];
            long mine = 0, mineWrong = 0;
            gate.SignalAndWait();
            Interlocked.CompareExchange(ref start, Stopwatch.GetTimestamp(), 0);
            // Each begins elsewhere: what two callers mix up then shows.
            for (int i = caller; Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; i++, mine++)
            {
                plan.Run(inputs[i % inputs.Length], result);
                if (!Bits(result).SequenceEqual(Bits(expected[i % inputs.Length]))) mineWrong++;
            }
            Interlocked.Add(ref done, mine);
            Interlocked.Add(ref wrong, mineWrong);
        }
    }

    private static ReadOnlySpan<int> Bits(float[] numbers) => MemoryMarshal.Cast<float, int>(numbers.AsSpan());
}
