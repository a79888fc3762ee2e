using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Brings to the Doctor what a recipe or a run holds.</summary>
internal static class RunExamination
{
    /// <summary>A recipe before it is trained.</summary>
    /// <exception cref="ArgumentException">The recipe asks for something that does not exist.</exception>
    /// <exception cref="DatasetException">The data cannot be used.</exception>
    public static Examination Of(Recipe recipe, Thresholds? thresholds) => Of(IPreparedTraining.Of(recipe), thresholds, null, [], []);

    /// <summary>A run that is at hand.</summary>
    public static Examination Of(Run run, Thresholds? thresholds) => run.Folder is { } folder ? Of(folder, thresholds, run.Model.Network)
        : Trained(Of(IPreparedTraining.Of(run.Recipe), thresholds, null, run.Outcome?.History ?? [], []), run.Model.Network);

    /// <summary>Whatever run stands in a folder, also one that broke off.</summary>
    /// <exception cref="RunException">There is no run, or a file of it is damaged.</exception>
    /// <exception cref="DatasetException">The data are not those of the run any more.</exception>
    public static Examination Of(RunFolder folder, Thresholds? thresholds, Module? network = null)
    {
        if (!folder.HasRun) throw new RunException($"'{folder.Path}' holds no run (recipe.json is missing). Check the path, or train first.");
        var prepared = IPreparedTraining.Of(Recipe.Load(folder.Recipe));
        var epochs = File.Exists(folder.Metrics) ? EpochRows.Of(MetricsTable.Read(folder.Metrics)) : [];
        var examination = Of(prepared, thresholds, folder, epochs, MonitorFile.Read(folder.Monitors));
        if (network is not null) return Trained(examination, network);
        if (Directory.Exists(folder.Model))
        {
            KeptRun.LoadWeights(folder, examination.Trainer.Model);
            examination.IsTrained = true;
        }
        else if (new Checkpoints(folder.Checkpoints).Restore(examination.Trainer))
        {
            examination.IsTrained = true;
            examination.Notes.Add($"The run is not finished; the network is that of its checkpoint after {examination.Trainer.EpochsDone} epochs.");
        }
        else
        {
            examination.Notes.Add("The run has neither a finished model nor a checkpoint, so the network is looked at as it was before training.");
        }
        return examination;
    }

    /// <summary>The same with examples the network is to answer now.</summary>
    /// <exception cref="DatasetException">They lack what the network reads.</exception>
    public static Examination WithNewData(Examination examination, TrainedModel model, string? data)
    {
        if (data is not null)
            examination.NewData = model.Suited(Batches.InOrder(model.Preprocessing.Apply(Datasets.LoadToPredict(data, model.Preprocessing, null)), TrainedModel.BatchSize));
        return examination;
    }

    private static Examination Of(IPreparedTraining prepared, Thresholds? thresholds, RunFolder? folder, IReadOnlyList<EpochResult> epochs, IReadOnlyList<NetworkLook> looks) =>
        new(prepared.CreateTrainer(), prepared.TrainingSource(), prepared.ValidationSource(), thresholds, prepared.AskedSource())
        {
            Recipe = prepared is PreparedRun run ? new RecipeFacts(run.Recipe, run.Data, run.Split, run.Model.Preprocessing) : null,
            Folder = folder,
            Epochs = [.. epochs],
            Looks = [.. looks],
            Trouble = looks.Count > 0 && !float.IsFinite(looks[^1].Loss) ? "The loss was no number any more." : null,
        };

    private static Examination Trained(Examination examination, Module network)
    {
        var values = network.NamedVariables.ToDictionary(v => v.Name, v => v.Variable);
        foreach (var (name, variable) in examination.Trainer.Model.NamedVariables)
            if (values.TryGetValue(name, out var trained)) variable.Assign(trained);
        examination.IsTrained = true;
        return examination;
    }
}
