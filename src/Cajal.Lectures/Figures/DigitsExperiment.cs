using Cajal.Data;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>A small convolutional network that learns drawn digits: what the figures on pictures train.</summary>
internal sealed class DigitsExperiment
{
    private const int BatchSize = 32;

    /// <summary>Trains it.</summary>
    /// <param name="examples">Pictures to learn from; it is judged on 1,000 others.</param>
    /// <param name="noise">Of each pixel, as a share of full ink.</param>
    /// <param name="epochs">Passes over the pictures.</param>
    /// <param name="cancellation">Looked at in every step.</param>
    public DigitsExperiment(int examples, double noise, int epochs, CancellationToken cancellation)
    {
        var rng = new Rng(1);
        Model = new Sequential(new Conv2d(1, 8, 5, rng, stride: 2, padding: 2), Activation.Relu, new Conv2d(8, 16, 5, rng, stride: 2, padding: 2), Activation.Relu, new Flatten(), new Linear(16 * 7 * 7, 10, rng));
        var train = Datasets.Load("digits", new DatasetOptions { Count = examples, Noise = noise, Seed = 1 });
        var scaling = Preprocessing.Fit(train.Split(validation: 0, test: 0).Train);
        var batches = Batches.Shuffled(scaling.Apply(train), BatchSize, seed: 1);
        var adam = new Adam(Model.Parameters, 0.002);
        for (int epoch = 0; epoch < epochs; epoch++)
            foreach (var (x, labels) in batches.InEpoch(epoch))
            {
                cancellation.ThrowIfCancellationRequested();
                using var tape = Tape.Start();
                adam.Step(tape.Gradients(Model.Forward(x.Unsqueeze(1)).CrossEntropy(labels)));
            }
        var (pictures, classes) = Batches.Full(scaling.Apply(Datasets.Load("digits", new DatasetOptions { Count = 1000, Noise = noise, Seed = 2 }))).InEpoch(0).Single();
        (TestX, TestLabels) = (pictures.Unsqueeze(1), classes);
        Logits = Model.Forward(TestX);
    }

    public Sequential Model { get; }

    /// <summary>[1000, 1, 28, 28]</summary>
    public Tensor TestX { get; }

    /// <summary>[1000]</summary>
    public Tensor TestLabels { get; }

    /// <summary>[1000, 10]</summary>
    public Tensor Logits { get; }
}
