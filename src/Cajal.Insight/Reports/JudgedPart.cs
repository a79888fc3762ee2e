using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Examples of one part of a run's data with the network's answers.</summary>
internal sealed class JudgedPart
{
    // More would only take time: at most so many multiply-adds, and so many examples.
    private const double MostWork = 1e11;
    private const int MostExamples = 10_000;

    private readonly TrainedModel model;
    private readonly string[] classNames;

    private JudgedPart(TrainedModel model, Dataset data, string name, int all, int[] rows)
    {
        (this.model, Data, Name, All, Rows) = (model, data, name, all, rows);
        classNames = [.. model.ClassNames];
        Examples = model.Preprocessing.Apply(data, rows, data.Targets);
        Answers = model.Predict(Examples);
    }

    public Dataset Data { get; }

    /// <summary>Which part it is.</summary>
    public string Name { get; }

    /// <summary>Examples in the part; of a large one only some are judged here.</summary>
    public int All { get; }

    /// <summary>Where they stand in the data.</summary>
    public int[] Rows { get; }

    /// <summary>As the network reads them.</summary>
    public Examples Examples { get; }

    public Predictions Answers { get; }

    public int Count => Answers.Count;

    public bool IsClassification => Answers.IsClassification;

    /// <summary>How many were judged, in words.</summary>
    public string Sentence => Count == All ? $"All {Count} examples of the {Name} part" : $"{Count} of the {All} examples of the {Name} part";

    /// <summary>Reads the data again and lets the network answer for the validation part, for the training part where there is none. The test part stays closed.</summary>
    public static JudgedPart Of(ReportSource source, long multiplyAdds)
    {
        var data = Datasets.Load(source.Recipe.Data, source.Recipe.DataOptions);
        var split = DataSplit.Repeat(data, source.Recipe.Split!);
        bool hasValidation = split.Validation.Count > 0;
        return Of(source.Model!, data, hasValidation ? "validation" : "training", (hasValidation ? split.Validation : split.Train).Rows.ToArray(), multiplyAdds);
    }

    /// <summary>Lets a network answer for some rows of data; of many only some, evenly spread.</summary>
    public static JudgedPart Of(TrainedModel model, Dataset data, string name, int[] all, long multiplyAdds)
    {
        int most = (int)Math.Clamp(MostWork / Math.Max(1, multiplyAdds), 50, MostExamples);
        return new JudgedPart(model, data, name, all.Length, all.Length <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[(long)i * all.Length / most])]);
    }

    /// <summary>The true class of an example, by the model's numbers.</summary>
    public int Label(int example) => Array.IndexOf(classNames, ((ClassTargets)Data.Targets!).ClassNames[((ClassTargets)Data.Targets).Labels[Rows[example]]]);

    /// <summary>The true number of an example.</summary>
    public double Value(int example) => ((NumberTargets)Data.Targets!).Values[Rows[example]];

    /// <summary>How wrong each example is answered: 0 or 1 for a class, the distance for a number.</summary>
    public double[] Errors() => Errors(Answers);

    /// <summary>How wrong the network answers when these examples have other inputs, one for each.</summary>
    public double[] Errors(Features changed) => Errors(model.Predict(new Dataset(Data.Name, changed, null)));

    private double[] Errors(Predictions answers) => [.. Enumerable.Range(0, Count).Select(i =>
        IsClassification ? answers.Label(i) is >= 0 and var label && label == Label(i) ? 0.0 : 1 : Math.Abs(answers.Value(i) - Value(i)))];
}
