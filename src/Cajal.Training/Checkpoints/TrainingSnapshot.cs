namespace Cajal.Training;

/// <summary>A checkpoint in memory: weights, optimizer, averages, random counters and the position of a trainer between two steps. From it the same batches
/// make the same steps, bit for bit.</summary>
internal sealed class TrainingSnapshot
{
    private readonly CheckpointRecord at;
    private readonly double[] penaltySums, turnSums;
    private readonly (Variable Variable, State Values)[] kept;

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
    public double LastLoss { get; }

    /// <summary>The numbers a variable had; null for one that is not the trainer's.</summary>
    public State? ValuesOf(Variable variable) => kept.FirstOrDefault(k => ReferenceEquals(k.Variable, variable)).Values;

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
