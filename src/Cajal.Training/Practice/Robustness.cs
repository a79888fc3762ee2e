using System.Globalization;
using Cajal.Data;

namespace Cajal.Training;

/// <summary>How well a classifier of pictures bears it when they are changed: its accuracy against noise, shift and rotation.</summary>
/// <param name="step">What is done to the pictures, as an augmentation names it.</param>
/// <param name="unit">What the levels are.</param>
/// <param name="levels">How much of it.</param>
/// <param name="accuracies">At each level.</param>
public sealed class Robustness(string step, string unit, IReadOnlyList<double> levels, IReadOnlyList<double> accuracies)
{
    private const int Levels = 6;

    /// <summary>What is done to the pictures, as an augmentation names it.</summary>
    public string Step { get; } = step;

    /// <summary>What the levels are.</summary>
    public string Unit { get; } = unit;

    /// <summary>How much of it, from nothing.</summary>
    public IReadOnlyList<double> AtLevels { get; } = levels;

    /// <summary>Share of the examples that are told right, at each level.</summary>
    public IReadOnlyList<double> Accuracies { get; } = accuracies;

    /// <summary>Of a model on examples.</summary>
    /// <exception cref="ArgumentException">The model does not tell classes of pictures.</exception>
    public static IReadOnlyList<Robustness> Of(TrainedModel model, Examples examples, ulong seed, CancellationToken cancellation = default)
    {
        if (model.Preprocessing.Inputs is not PictureScaling || model.Preprocessing.Task == TaskKind.Numbers)
            throw new ArgumentException("Noise, shift and rotation are held against accuracy for classes of pictures; this network answers other questions.");
        var shape = examples.ExampleShape;
        int pixel = Math.Max(1, Math.Min(shape[shape.Rank - 1], shape[shape.Rank - 2]) / 28);
        return [Measure("noise", "deviation of all pixels", 0.4), Measure("shift", "up to so many pixels", pixel), Measure("rotate", "up to so many degrees", 12)];

        Robustness Measure(string step, string unit, double each)
        {
            double[] levels = [.. Enumerable.Range(0, Levels).Select(level => Math.Round(level * each, 6))];
            return new Robustness(step, unit, levels, [.. levels.Select(level => Accuracy(string.Create(CultureInfo.InvariantCulture, $"{step}({level})")))]);
        }

        double Accuracy(string change) => model.Evaluate(new AugmentedBatches(Batches.InOrder(examples, TrainedModel.BatchSize),
            Augmentation.Parse(change), seed, threads: 0), ["accuracy"], cancellation)["accuracy"];
    }
}
