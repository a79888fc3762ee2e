using System.Diagnostics;
using System.Globalization;
using Cajal.Data;
using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.DoctorBench.Scores;

/// <summary>What the Doctor costs while training runs: the same training with and without it, in turns, medians against each other.</summary>
internal static class Cost
{
    private const int Turns = 7, Pictures = 6000;

    /// <summary>Measures a multi-layer perceptron (784-128-64-10) and LeNet on the drawn digits.</summary>
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
        Compare(to, "T1, 784-128-64-10, 20 epochs", 20, Tensor.From(x, [Pictures, 784]), y, rng => Mlp.Build([784, 128, 64, 10], rng));
        Compare(to, "LeNet, 12 epochs", 12, Tensor.From(x, [Pictures, 1, 28, 28]), y, rng => LeNet.Build(rng));
    }

    private static void Compare(TextWriter to, string name, int epochs, Tensor x, Tensor y, Func<Rng, Layer> network)
    {
        double[] with = new double[Turns], without = new double[Turns];
        Train(epochs, x, y, network, null);
        for (int turn = 0; turn < Turns; turn++)
        {
            without[turn] = Train(epochs, x, y, network, null);
            with[turn] = Train(epochs, x, y, network, new Doctor());
        }
        Array.Sort(with);
        Array.Sort(without);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {without[Turns / 2]:F3} s without the Doctor, {with[Turns / 2]:F3} s with it, {with[Turns / 2] / without[Turns / 2]:F3} times (least times {with[0] / without[0]:F3})"));
    }

    private static double Train(int epochs, Tensor x, Tensor y, Func<Rng, Layer> network, Doctor? doctor)
    {
        var model = network(new Rng(1));
        var trainer = new Trainer(model, (a, t) => a.CrossEntropy(t), new Adam(model.Parameters)) { Callbacks = doctor is null ? [] : [doctor] };
        var source = new TensorBatches(x, y, 128, 1);
        long start = Stopwatch.GetTimestamp();
        trainer.Fit(source, epochs);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
