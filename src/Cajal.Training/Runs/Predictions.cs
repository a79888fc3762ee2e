using Cajal.Data;

namespace Cajal.Training;

/// <summary>A model's answers, example by example: a class with its probability, or a number in the units of the data.</summary>
public sealed class Predictions
{
    private readonly TrainedModel model;
    private readonly float[] outputs;
    private readonly int width;

    internal Predictions(TrainedModel model, float[] outputs, int width, bool hasProbabilities)
    {
        this.model = model;
        this.outputs = outputs;
        this.width = width;
        HasProbabilities = hasProbabilities;
    }

    /// <summary>Number of examples.</summary>
    public int Count => outputs.Length / width;

    /// <summary>Names of the classes; empty for numbers.</summary>
    public IReadOnlyList<string> ClassNames => model.ClassNames;

    /// <summary>True when the answers are classes.</summary>
    public bool IsClassification => model.Spec.Task != TaskKind.Numbers;

    /// <summary>True when the scores of classes are probabilities; margins of hinge losses are not.</summary>
    public bool HasProbabilities { get; }

    /// <summary>Index of the class an example is put into; −1 when the network gave no number.</summary>
    /// <exception cref="InvalidOperationException">The model answers with numbers.</exception>
    public int Label(int example)
    {
        RequireClasses();
        var scores = Row(example);
        if (HasNaN(scores)) return -1;
        if (width > 1) return IndexOfMax(scores);
        return scores[0] > (HasProbabilities ? 0.5f : 0) ? 1 : 0;
    }

    /// <summary>Name of the class an example is put into.</summary>
    /// <exception cref="InvalidOperationException">The model answers with numbers.</exception>
    public string ClassName(int example) => Label(example) is >= 0 and var label ? ClassNames[label] : "?";

    /// <summary>The score of a class: its probability when <see cref="HasProbabilities"/>.</summary>
    /// <exception cref="InvalidOperationException">The model answers with numbers.</exception>
    public double Score(int example, int label)
    {
        RequireClasses();
        if (width > 1) return Row(example)[label];
        double yes = Row(example)[0];
        return label == 1 ? yes : HasProbabilities ? 1 - yes : -yes;
    }

    /// <summary>The number an example is answered with, in the units of the data.</summary>
    /// <exception cref="InvalidOperationException">The model answers with classes.</exception>
    public double Value(int example) => model.Preprocessing.Target is NumberScaling scaling ? scaling.Unscale(Row(example)[0])
        : throw new InvalidOperationException("The model answers with classes; read Label, ClassName or Score.");

    private static bool HasNaN(ReadOnlySpan<float> scores)
    {
        foreach (float score in scores)
            if (float.IsNaN(score)) return true;
        return false;
    }

    private static int IndexOfMax(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best]) best = i;
        return best;
    }

    private ReadOnlySpan<float> Row(int example) => outputs.AsSpan(example * width, width);

    private void RequireClasses()
    {
        if (!IsClassification) throw new InvalidOperationException("The model answers with numbers; read Value.");
    }
}
