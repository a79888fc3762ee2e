using System.Diagnostics;
using System.Globalization;
using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.DoctorBench.Scores;

/// <summary>What the Doctor costs while training runs: the same training of several seconds with and without it, both warm, in turns; medians against each other, in time on the wall and
/// in processor time, which others on the machine disturb less; and the share of the training that was spent in the Doctor's calls.</summary>
internal static class Cost
{
    private const int Turns = 5, Pictures = 6000, Batch = 64;

    /// <summary>Measures a multi-layer perceptron (784-128-64-10) and LeNet on the drawn digits; what the pictures show makes no difference to the time.</summary>
    public static void Write(TextWriter to)
    {
        var set = Datasets.Load("digits", new DatasetOptions { Count = Pictures });
        float[] x = new float[Pictures * 784];
        for (int i = 0; i < Pictures; i++)
        {
            var picture = ((BytePictures)set.Features).Picture(i);
            for (int k = 0; k < 784; k++) x[i * 784 + k] = picture[k] / 255f;
        }
        var y = Tensor.From(((ClassTargets)set.Targets!).Labels.ToArray(), [Pictures]);
        Compare(to, "T1, 784-128-64-10", 60, Tensor.From(x, [Pictures, 784]), y, rng => Mlp.Build([784, 128, 64, 10], rng));
        Compare(to, "LeNet", 60, Tensor.From(x, [Pictures, 1, 28, 28]), y, rng => LeNet.Build(rng));
    }

    private static void Compare(TextWriter to, string name, int epochs, Tensor x, Tensor y, Func<Rng, Layer> network)
    {
        var with = new Spent[Turns];
        var without = new Spent[Turns];
        Train(2, x, y, network, null);
        Train(2, x, y, network, new Clocked(new Doctor()));
        for (int turn = 0; turn < Turns; turn++)
        {
            without[turn] = Train(epochs, x, y, network, null);
            with[turn] = Train(epochs, x, y, network, new Clocked(new Doctor()));
        }
        double wall = Median(without, s => s.Wall), processor = Median(without, s => s.Processor);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}, {epochs} epochs of {Pictures / Batch} steps: {wall:F2} s without the Doctor, {Median(with, s => s.Wall):F2} s with it, {Median(with, s => s.Wall) / wall:F3} times; processor time {Median(with, s => s.Processor) / processor:F3} times ({processor:F2} s); in the Doctor's calls {Median(with, s => s.InCalls / s.Wall):P1}"));
    }

    private static double Median(Spent[] of, Func<Spent, double> figure) => of.Select(figure).Order().ElementAt(of.Length / 2);

    private static Spent Train(int epochs, Tensor x, Tensor y, Func<Rng, Layer> network, Clocked? doctor)
    {
        var model = network(new Rng(1));
        var trainer = new Trainer(model, (a, t) => a.CrossEntropy(t), new Adam(model.Parameters)) { Callbacks = doctor is null ? [] : [doctor] };
        var source = new TensorBatches(x, y, Batch, 1);
        // What the training before left behind is not this one's.
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        trainer.Fit(source, epochs);
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return new Spent(wall, (process.TotalProcessorTime - before).TotalSeconds, doctor?.Seconds ?? 0);
    }

    /// <summary>Seconds of a training: on the wall, of all processors, and in the Doctor's calls.</summary>
    private readonly record struct Spent(double Wall, double Processor, double InCalls);
}
