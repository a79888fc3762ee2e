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
        return LabelOf(Row(example), HasProbabilities);
    }

    /// <summary>Name of the class an example is put into.</summary>
    /// <exception cref="InvalidOperationException">The model answers with numbers.</exception>
    public string ClassName(int example) => Label(example) is >= 0 and var label ? ClassNames[label] : "?";

    /// <summary>The score of a class: its probability when <see cref="HasProbabilities"/>.</summary>
    /// <exception cref="InvalidOperationException">The model answers with numbers.</exception>
    public double Score(int example, int label)
    {
        RequireClasses();
        return ScoreOf(Row(example), label, HasProbabilities);
    }

    /// <summary>The number an example is answered with, in the units of the data.</summary>
    /// <exception cref="InvalidOperationException">The model answers with classes.</exception>
    public double Value(int example) => model.Preprocessing.Target is NumberScaling scaling ? scaling.Unscale(Row(example)[0])
        : throw new InvalidOperationException("The model answers with classes; read Label, ClassName or Score.");

    /// <summary>Index of the class that outputs of <see cref="TrainedModel.ToPredictor"/> name; −1 when one of them is no number.</summary>
    /// <param name="outputs">Those of one example: one for each class, or one alone for yes or no.</param>
    /// <param name="hasProbabilities">Whether they are probabilities, or margins around 0.</param>
    public static int LabelOf(ReadOnlySpan<float> outputs, bool hasProbabilities)
    {
        if (HasNaN(outputs)) return -1;
        if (outputs.Length > 1) return IndexOfMax(outputs);
        return outputs[0] > (hasProbabilities ? 0.5f : 0) ? 1 : 0;
    }

    /// <summary>The score that such outputs give a class; of one output for yes or no, that of no is what is left.</summary>
    /// <param name="outputs">Those of one example.</param>
    /// <param name="label">Index of the class.</param>
    /// <param name="hasProbabilities">Whether they are probabilities, or margins around 0.</param>
    public static double ScoreOf(ReadOnlySpan<float> outputs, int label, bool hasProbabilities)
    {
        if (outputs.Length > 1) return outputs[label];
        double yes = outputs[0];
        return label == 1 ? yes : hasProbabilities ? 1 - yes : -yes;
    }

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
