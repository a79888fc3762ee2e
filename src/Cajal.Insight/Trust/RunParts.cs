using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The data of a run, read again and split as they were, each part judged once when it is asked for.</summary>
internal sealed class RunParts
{
    private readonly long multiplyAdds;
    private JudgedPart? train, validation, test;

    /// <param name="run">Whose data they are.</param>
    /// <param name="passes">How often the network is to answer for all of them: the more, the fewer examples of a costly network are taken.</param>
    /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
    /// <exception cref="RunException">The recipe records no split.</exception>
    public RunParts(Run run, int passes = 1)
    {
        Run = run;
        Data = Datasets.Load(run.Recipe.Data, run.Recipe.DataOptions);
        Split = DataSplit.Repeat(Data, run.Recipe.Split ?? throw new RunException("The recipe of this run records no split, so its parts are not known."));
        multiplyAdds = passes * Work(run);
    }

    public Run Run { get; }

    public Dataset Data { get; }

    public DataSplit Split { get; }

    public JudgedPart Train => train ??= Of("training", Split.Train);

    /// <summary>The validation part; the training part where there is none.</summary>
    public JudgedPart Validation => Split.Validation.Count == 0 ? Train : validation ??= Of("validation", Split.Validation);

    /// <summary>The test part, opened; null where nothing was set aside.</summary>
    public JudgedPart? Test => Split.Test.Count == 0 ? null : test ??= Of("test", Split.Test.Open());

    private JudgedPart Of(string name, Part part) => JudgedPart.Of(Run.Model, Data, name, part.Rows.ToArray(), multiplyAdds);

    private static long Work(Run run)
    {
        var network = run.Model.Network;
        var shape = run.Model.Preprocessing.Inputs.ExampleShape;
        var summary = ModelSummary.Of(network, (run.Model.Spec.IsFlat ? [shape.Count] : shape).Insert(0, ModelSummary.LeastBatch(network)));
        return summary.MultiplyAdds / summary.Input[0];
    }
}
