using System.Globalization;

namespace Cajal.Training;

/// <summary>Ends training as soon as a metric is as good as it needs to be.</summary>
/// <param name="metric">A metric of the trainer.</param>
/// <param name="goal">The value to reach.</param>
internal sealed class StopAt(string metric, double goal) : Callback
{
    private int epoch;

    public override string Name => "stop-at";

    /// <summary>True once the goal was reached.</summary>
    public bool IsReached => epoch > 0;

    // A run that was solved when its checkpoint was written stays solved.
    public override void OnStart(Trainer trainer)
    {
        if (IsReached) Stop(trainer);
    }

    public override void OnEpoch(Trainer trainer, EpochResult result)
    {
        if (!(result[metric] >= goal)) return;
        epoch = result.Epoch;
        Stop(trainer);
    }

    public override void Save(StateSection section) => section.Numbers["epoch"] = epoch;

    public override void Load(StateSection section) => epoch = (int)section.Numbers["epoch"];

    private void Stop(Trainer trainer) =>
        trainer.Stop(string.Create(CultureInfo.InvariantCulture, $"Solved after epoch {epoch} ({trainer.StepsDone} steps): {metric} at least {goal:0.###}."));
}
