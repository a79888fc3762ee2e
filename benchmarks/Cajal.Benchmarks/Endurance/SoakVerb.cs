using System.Diagnostics;
using System.Globalization;
using Cajal.Benchmarks.Command;
using Cajal.Benchmarks.Peers;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Benchmarks.Endurance;

/// <summary>Trains and predicts for minutes, in every way there is, and watches the memory.</summary>
internal static class SoakVerb
{
    public static readonly Verb Verb = new("soak",
        "trains for minutes and watches the memory; 1 when it grows or the loss is no number any more",
        ["minutes N", "every SECONDS", "threads N"], Run);

    /// <summary>Share of the time after which memory counts as settled.</summary>
    private const double Settled = 0.2;

    private static int Run(Arguments arguments, TextWriter output)
    {
        if (arguments.Has("threads")) CpuThreads.Count = arguments.Whole("threads", 1);
        double seconds = 60 * arguments.Number("minutes", 10), every = arguments.Number("every", 10);
        var work = new Rounds();
        var watch = new MemoryWatch();
        long start = Stopwatch.GetTimestamp();
        for (double next = Math.Min(every, seconds * Settled); ;)
        {
            double loss = work.Round();
            double now = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (!double.IsFinite(loss)) return End(output, $"the loss became {loss.ToString(CultureInfo.InvariantCulture)}", 1);
            if (now < next && now < seconds) continue;
            next = Math.Max(next + every, now);
            var sample = watch.Take(isSettled: now >= seconds * Settled);
            output.WriteLine(FormattableString.Invariant($"{{\"soak_s\": {now:0.0}, \"steps\": {work.Steps}, \"loss\": {loss:0.000000}, ")
                + FormattableString.Invariant($"\"heap_bytes\": {sample.Heap}, \"working_set_bytes\": {sample.WorkingSet}}}"));
            output.Flush();
            if (watch.Growth is { } growth) return End(output, growth, 1);
            if (now >= seconds) return End(output, $"memory stayed flat for {work.Steps} steps: {MemoryWatch.Bounds}", 0);
        }
    }

    private static int End(TextWriter output, string sentence, int code)
    {
        output.WriteLine($"{{\"soak\": \"{(code == 0 ? "passed" : "failed")}\", \"why\": \"{sentence}\"}}");
        return code;
    }

    /// <summary>One round after another of planned, eager and trainer's steps, with a last smaller batch, and predictions between
    /// them.</summary>
    private sealed class Rounds
    {
        private readonly Sequential model;
        private readonly Adam adam;
        private readonly PlannedStep planned;
        private readonly Trainer trainer;
        private readonly TensorBatches examples;
        private readonly Rng rng = new(seed: 0);
        private readonly Tensor x;
        private readonly float[] picture = new float[784], logits = new float[10];

        public Rounds()
        {
            model = Mlp.Build([784, 128, 64, 10], rng);
            adam = new Adam(model.Parameters);
            planned = new PlannedStep(batch =>
            {
                var loss = model.Forward(batch[0]).CrossEntropy(batch[1]);
                adam.Step(Tape.Recording!.Gradients(loss));
                return [loss];
            });
            x = Tensor.Normal([64, 784], rng);
            var targets = Tensor.RandomIntegers([1000], rng, 0, 10, DType.Int32);
            examples = new TensorBatches(Tensor.Normal([1000, 784], rng), targets, 64, shuffleSeed: 1);
            trainer = new Trainer(model, (y, t) => y.CrossEntropy(t), adam);
        }

        public long Steps { get; private set; }

        /// <summary>Some steps of each kind; the loss of the last planned one.</summary>
        public double Round()
        {
            // Drawn anew, so that there is always something to learn.
            var labels = Tensor.RandomIntegers([64], rng, 0, 10, DType.Int32);
            for (int i = 0; i < 100; i++) planned.Run(x, labels);
            double last = planned.Run(x, labels)[0].Item();
            for (int i = 0; i < 10; i++)
            {
                using var tape = Tape.Start();
                adam.Step(tape.Gradients(model.Forward(x).CrossEntropy(labels)));
            }
            trainer.Fit(examples, trainer.EpochsDone + 1);
            var plan = InferenceWorkloads.PlanOf(model, 1);
            for (int i = 0; i < 100; i++) plan.Run(picture, logits);
            Steps += 111 + examples.Count;
            return last;
        }
    }
}
