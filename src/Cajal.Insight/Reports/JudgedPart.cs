using Cajal.Data;

namespace Cajal.Insight;

/// <summary>The validation part of a run (the training part where there is none) with the network's answers. The test part stays closed.</summary>
internal sealed class JudgedPart
{
    // More would only take time: at most so many multiply-adds, and so many examples.
    private const double MostWork = 1e11;
    private const int MostExamples = 10_000;

    private readonly string[] classNames;

    private JudgedPart(Dataset data, string name, int all, int[] rows, Training.Predictions answers) =>
        (Data, Name, All, Rows, Answers, classNames) = (data, name, all, rows, answers, [.. answers.ClassNames]);

    public Dataset Data { get; }

    /// <summary>Which part it is.</summary>
    public string Name { get; }

    /// <summary>Examples in the part; of a large one only some are judged here.</summary>
    public int All { get; }

    /// <summary>Where they stand in the data.</summary>
    public int[] Rows { get; }

    public Training.Predictions Answers { get; }

    public int Count => Answers.Count;

    /// <summary>How many were judged, in words.</summary>
    public string Sentence => Count == All ? $"All {Count} examples of the {Name} part" : $"{Count} of the {All} examples of the {Name} part";

    /// <summary>Reads the data again and lets the network answer.</summary>
    public static JudgedPart Of(ReportSource source, long multiplyAdds)
    {
        var data = Datasets.Load(source.Recipe.Data, source.Recipe.DataOptions);
        var split = DataSplit.Repeat(data, source.Recipe.Split!);
        bool hasValidation = split.Validation.Count > 0;
        int[] all = (hasValidation ? split.Validation : split.Train).Rows.ToArray();
        int most = (int)Math.Clamp(MostWork / Math.Max(1, multiplyAdds), 50, MostExamples);
        int[] rows = all.Length <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[(long)i * all.Length / most])];
        var examples = source.Model!.Preprocessing.Apply(data, rows, data.Targets);
        return new JudgedPart(data, hasValidation ? "validation" : "training", all.Length, rows, source.Model.Predict(examples));
    }

    /// <summary>The true class of an example, by the model's numbers.</summary>
    public int Label(int example) => Array.IndexOf(classNames, ((ClassTargets)Data.Targets!).ClassNames[((ClassTargets)Data.Targets).Labels[Rows[example]]]);

    /// <summary>The true number of an example.</summary>
    public double Value(int example) => ((NumberTargets)Data.Targets!).Values[Rows[example]];
}
