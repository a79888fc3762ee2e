namespace Cajal.Training;

/// <summary>A checkpoint in memory: weights, optimizer, averages, random counters and the position of a trainer between two steps. From it the same batches
/// make the same steps, bit for bit.</summary>
internal sealed class TrainingSnapshot
{
    private readonly (Variable Variable, State Values)[] kept;
    private CheckpointRecord at;
    private double[] penaltySums, turnSums;

    /// <summary>Copies all that moves.</summary>
    public TrainingSnapshot(Trainer trainer)
    {
        at = CheckpointRecord.Of(trainer.Position, []);
        (penaltySums, turnSums) = ([.. trainer.Position.PenaltySums], [.. trainer.Position.TurnSums]);
        LastLoss = trainer.LastLoss;
        kept = [.. VariablesOf(trainer).Select(v => (v, new State(v, persistent: false)))];
    }

    /// <summary>Updates made before it.</summary>
    public long Step => at.Step;

    /// <summary>Loss of the last step before it.</summary>
    public double LastLoss { get; private set; }

    /// <summary>The numbers a variable had; null for one that is not the trainer's.</summary>
    public State? ValuesOf(Variable variable) => kept.FirstOrDefault(k => ReferenceEquals(k.Variable, variable)).Values;

    /// <summary>Copies all that moves once more, into the same memory; false when there is more to copy now, and nothing was.</summary>
    public bool Retake(Trainer trainer)
    {
        if (!VariablesOf(trainer).SequenceEqual(kept.Select(k => k.Variable))) return false;
        foreach (var (variable, values) in kept) values.Assign(variable);
        at = CheckpointRecord.Of(trainer.Position, []);
        (penaltySums, turnSums, LastLoss) = ([.. trainer.Position.PenaltySums], [.. trainer.Position.TurnSums], trainer.LastLoss);
        return true;
    }

    /// <summary>Puts everything back.</summary>
    public void Restore(Trainer trainer)
    {
        foreach (var (variable, values) in kept) variable.Assign(values);
        at.CopyTo(trainer.Position);
        (trainer.Position.PenaltySums, trainer.Position.TurnSums) = ([.. penaltySums], [.. turnSums]);
        trainer.LastLoss = LastLoss;
    }

    /// <summary>How many numbers a snapshot of a trainer holds.</summary>
    public static long SizeOf(Trainer trainer) => VariablesOf(trainer).Sum(v => (long)v.Count);

    // Of every turn too: a generative model's judge need not be part of what is kept.
    private static IEnumerable<Variable> VariablesOf(Trainer trainer) => trainer.Model.NamedVariables.Select(v => v.Variable)
        .Concat(trainer.Objective.Turns.SelectMany(t => t.Moved.NamedVariables.Select(v => v.Variable)))
        .Concat(trainer.Optimizers.SelectMany(o => o.Parameters))
        .Concat(Checkpoint.NamedStates(trainer).Select(s => s.Variable)).Distinct();
}
