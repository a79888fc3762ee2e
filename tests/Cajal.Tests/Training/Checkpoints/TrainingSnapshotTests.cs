using Cajal.Training;

namespace Cajal.Tests.Training.Checkpoints;

public class TrainingSnapshotTests
{
    [Fact]
    public void From_a_snapshot_the_same_steps_come_again_bit_for_bit()
    {
        TrainingSnapshot? snapshot = null;
        SmallRun? run = null;
        run = new SmallRun(callback: new AfterStep(7, () => snapshot = new TrainingSnapshot(run!.Trainer)));
        run.Fit();
        byte[] end = run.State();
        snapshot!.Step.ShouldBe(7);
        snapshot.Restore(run.Trainer);
        run.Trainer.StepsDone.ShouldBe(7);
        run.State().ShouldNotBe(end);
        var step = new TrainingStep(run.Trainer, run.Train, _ => { });
        int seen = 0;
        // Watched, operation by operation.
        step.Watch = _ => seen++;
        run.Train.StartEpoch(run.Trainer.Position.Epoch);
        for (int i = 7; i < 9; i++)
        {
            run.Trainer.Schedule!.Apply(run.Trainer.Optimizer, i);
            step.Run(i - SmallRun.StepsPerEpoch);
        }
        byte[] nine = run.State();
        seen.ShouldBeGreaterThan(20);
        using var stop = new CancellationTokenSource();
        var stopped = new SmallRun(callback: new AfterStep(9, stop.Cancel));
        stopped.Fit(stop.Token);
        stopped.State().ShouldBe(nine);
    }

    [Fact]
    public void Taken_again_it_holds_where_training_stands_now()
    {
        TrainingSnapshot? snapshot = null;
        SmallRun? run = null;
        run = new SmallRun(callback: new AfterStep(7, () => snapshot = new TrainingSnapshot(run!.Trainer)));
        run.Fit();
        byte[] end = run.State();
        snapshot!.Retake(run.Trainer).ShouldBeTrue();
        snapshot.Step.ShouldBe(run.Trainer.StepsDone);
        foreach (var parameter in run.Trainer.Model.Parameters) parameter.Assign(parameter * 2);
        run.State().ShouldNotBe(end);
        snapshot.Restore(run.Trainer);
        run.State().ShouldBe(end);
        // Of another trainer nothing is taken.
        snapshot.Retake(new SmallRun().Trainer).ShouldBeFalse();
    }
}
