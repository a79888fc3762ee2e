using Cajal.Training;

namespace Cajal.Tests.Training.Checkpoints;

public class TrainingSnapshotTests
{
    [Fact]
    public void From_a_snapshot_the_same_steps_come_again_bit_for_bit()
    {
        TrainingSnapshot? snapshot = null;
        SmallRun? run = null;
        run = new SmallRun(callback: new AfterStep(10, () => snapshot = new TrainingSnapshot(run!.Trainer)));
        run.Fit();
        byte[] end = run.State();
        snapshot!.Step.ShouldBe(10);
        snapshot.Restore(run.Trainer);
        run.Trainer.StepsDone.ShouldBe(10);
        run.State().ShouldNotBe(end);
        var step = new TrainingStep(run.Trainer, run.Train, _ => { });
        int seen = 0;
        // Watched, operation by operation.
        step.Watch = _ => seen++;
        run.Train.StartEpoch(run.Trainer.Position.Epoch);
        for (int i = 10; i < 12; i++)
        {
            run.Trainer.Schedule!.Apply(run.Trainer.Optimizer, i);
            step.Run(i - 10);
        }
        byte[] twelve = run.State();
        seen.ShouldBeGreaterThan(20);
        using var stop = new CancellationTokenSource();
        var stopped = new SmallRun(callback: new AfterStep(12, stop.Cancel));
        stopped.Fit(stop.Token);
        stopped.State().ShouldBe(twelve);
    }
}
