using System.Diagnostics;
using Cajal.Training;

namespace Cajal.DoctorBench.Scores;

/// <summary>A callback, and the time that is spent in it.</summary>
internal sealed class Clocked(Callback inner) : Callback
{
    private readonly Stopwatch clock = new();

    /// <summary>Seconds spent in it so far.</summary>
    public double Seconds => clock.Elapsed.TotalSeconds;

    public override string Name => inner.Name;

    public override void OnStart(Trainer trainer)
    {
        clock.Start();
        inner.OnStart(trainer);
        clock.Stop();
    }

    public override void OnBatch(Trainer trainer, Tensor inputs, Tensor targets)
    {
        clock.Start();
        inner.OnBatch(trainer, inputs, targets);
        clock.Stop();
    }

    public override void OnStep(Trainer trainer)
    {
        clock.Start();
        inner.OnStep(trainer);
        clock.Stop();
    }

    public override void OnEpoch(Trainer trainer, EpochResult result)
    {
        clock.Start();
        inner.OnEpoch(trainer, result);
        clock.Stop();
    }

    public override void Close()
    {
        clock.Start();
        inner.Close();
        clock.Stop();
    }
}
