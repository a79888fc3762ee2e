namespace Cajal.Training;

/// <summary>One checkpoint as a folder: weights.safetensors (the model), training.safetensors (optimizer, schedule, dropout, callbacks),
/// checkpoint.json.</summary>
internal static class Checkpoint
{
    /// <summary>File of the model's weights.</summary>
    public const string Weights = "weights.safetensors";

    private const string Training = "training.safetensors", Record = "checkpoint.json";

    /// <summary>Writes the whole state of a training run; the folder appears when it is complete.</summary>
    public static void Save(string folder, Trainer trainer)
    {
        var sections = trainer.Callbacks.ToDictionary(c => c.Name, c =>
        {
            var section = new StateSection();
            c.Save(section);
            return section;
        });
        var training = NamedStates(trainer).ToDictionary(s => s.Name, Tensor (s) => s.Variable);
        foreach (var (name, section) in sections)
            foreach (var (key, tensor) in section.Tensors) training.Add($"callback/{name}/{key}", tensor);
        var record = CheckpointRecord.Of(trainer.Position, sections.Where(s => s.Value.Numbers.Count > 0).ToDictionary(s => s.Key,
            s => s.Value.Numbers));
        AtomicFolder.Write(folder, aside =>
        {
            ModelWeights.Save(Path.Combine(aside, Weights), trainer.Model);
            SafeTensors.Write(Path.Combine(aside, Training), training, ModelWeights.Format);
            TrainingJson.Write(Path.Combine(aside, Record), record, TrainingJson.Default.CheckpointRecord);
        });
    }

    /// <summary>Puts a training run back to where it was.</summary>
    /// <exception cref="RunException">The checkpoint is damaged or belongs to another model or optimizer; the trainer may be half
    /// restored.</exception>
    public static void Load(string folder, Trainer trainer)
    {
        var record = ReadRecord(folder);
        var training = ModelWeights.Read(Path.Combine(folder, Training));
        ModelWeights.Load(Path.Combine(folder, Weights), trainer.Model);
        trainer.Swap.Forget();
        var states = NamedStates(trainer).ToDictionary(s => s.Name, s => s.Variable);
        foreach (var (name, variable) in states) ModelWeights.Assign(Path.Combine(folder, Training), training, name, variable);
        var strangers = training.Keys.Where(name => !states.ContainsKey(name) && !name.StartsWith("callback/", StringComparison.Ordinal));
        if (strangers.FirstOrDefault() is { } surplus)
            throw new RunException($"'{folder}' holds '{surplus}', which is not needed here. It belongs to another model, optimizer, "
                + $"average or schedule.");
        foreach (var callback in trainer.Callbacks)
        {
            var section = new StateSection();
            foreach (var (key, number) in record.Callbacks.GetValueOrDefault(callback.Name, [])) section.Numbers[key] = number;
            string prefix = $"callback/{callback.Name}/";
            foreach (var (key, tensor) in training)
                if (key.StartsWith(prefix, StringComparison.Ordinal)) section.Tensors[key[prefix.Length..]] = tensor;
            if (section.Numbers.Count + section.Tensors.Count > 0) callback.Load(section);
        }
        record.CopyTo(trainer.Position);
    }

    /// <summary>Whole epochs behind a checkpoint.</summary>
    public static int EpochsDone(string folder) => ReadRecord(folder).Epoch;

    private static CheckpointRecord ReadRecord(string folder) =>
        TrainingJson.Read(Path.Combine(folder, Record), TrainingJson.Default.CheckpointRecord, CheckpointRecord.CurrentVersion);

    // All that changes from step to step and is no weight: random counters, averages of the optimizer, the memory of the schedule.
    internal static IEnumerable<(string Name, Variable Variable)> NamedStates(Trainer trainer)
    {
        foreach (var (name, variable) in trainer.Model.NamedVariables)
            if (variable is State { IsPersistent: false }) yield return ($"model/{name}", variable);
        for (int i = 0; i < trainer.Optimizers.Count; i++)
        {
            string turn = trainer.Optimizers.Count == 1 ? "" : $"{trainer.Objective.Turns[i].Name}/";
            foreach (var (name, state) in trainer.Optimizers[i].NamedStates) yield return ($"optimizer/{turn}{name}", state);
        }
        foreach (var (name, state) in trainer.Average?.NamedStates ?? []) yield return ($"average/{name}", state);
        foreach (var (name, state) in trainer.Schedule?.NamedStates ?? []) yield return ($"schedule/{name}", state);
    }
}
