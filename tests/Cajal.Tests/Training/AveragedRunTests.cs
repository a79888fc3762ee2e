using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training;

/// <summary>Runs whose weights for evaluation are others than those in training: judged, kept, resumed.</summary>
public class AveragedRunTests
{
    public static TheoryData<string> Kinds => ["ema", "swa", "schedule-free"];

    private static SmallRun Create(string kind, string? folder = null, Callback? callback = null, int patience = 10) => kind switch
    {
        "ema" => new SmallRun(folder, everySteps: 3, callback, patience, average: m => new Ema(m, 0.8)),
        "swa" => new SmallRun(folder, everySteps: 3, callback, patience, average: m => new Swa(m, 7, 2)),
        _ => new SmallRun(folder, everySteps: 3, callback, patience, make: p => new ScheduleFreeAdamW(p, 0.05)),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Killed_or_cancelled_and_resumed_equals_undisturbed(string kind)
    {
        var undisturbed = Create(kind);
        undisturbed.Fit().StepsReplayed.ShouldBeGreaterThan(5);
        byte[] expected = undisturbed.State();
        foreach (int step in new[] { 2, 8, 10, 19 })
        {
            using TemporaryFolder folder = new(), other = new();
            var killed = Create(kind, folder.Path, new AfterStep(step, () => throw new Killed()));
            Should.Throw<Killed>(() => killed.Fit());
            var resumed = Create(kind, folder.Path);
            resumed.Trainer.Checkpoints!.Restore(resumed.Trainer);
            resumed.Fit();
            resumed.State().ShouldBe(expected, $"killed after step {step}");

            using var cancel = new CancellationTokenSource();
            var cancelled = Create(kind, other.Path, new AfterStep(step, cancel.Cancel));
            cancelled.Fit(cancel.Token).Reason.ShouldBe(StopReason.Cancelled);
            // The same trainer goes on, and so does another from the checkpoint.
            var second = Create(kind, other.Path, new AfterStep(-1, () => { }));
            second.Trainer.Checkpoints!.Restore(second.Trainer).ShouldBeTrue();
            second.Fit();
            second.State().ShouldBe(expected, $"cancelled after step {step}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void More_epochs_later_equal_all_at_once(string kind)
    {
        SmallRun once = Create(kind), twice = Create(kind);
        once.Fit();
        twice.Fit(epochs: 2);
        twice.Fit();
        twice.State().ShouldBe(once.State());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_judged_is_what_the_model_holds_in_the_end(string kind)
    {
        var run = Create(kind);
        var last = run.Fit().History[^1];
        run.Trainer.Evaluate(run.Validation).Loss.ShouldBe(last.ValidationLoss!.Value);
        // They are other weights than those in training.
        float[] judged = run.Model.Parameters[0].ToArray<float>();
        run.Trainer.Swap.IsIn.ShouldBeTrue();
        run.Trainer.Swap.SwapOut();
        run.Model.Parameters[0].ToArray<float>().ShouldNotBe(judged);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_best_epoch_that_comes_back_is_the_best_of_the_averages(string kind)
    {
        using var folder = new TemporaryFolder();
        var run = Create(kind, folder.Path, patience: 1);
        var result = run.Fit(epochs: 60);
        run.Trainer.Evaluate(run.Validation).Loss.ShouldBe(result.History.Min(e => e.ValidationLoss!.Value));
        var again = Create(kind, folder.Path, patience: 1);
        again.Trainer.Checkpoints!.Restore(again.Trainer).ShouldBeTrue();
        again.Fit(epochs: 60);
        again.State().ShouldBe(run.State());
    }

    [Fact]
    public void Two_averages_at_once_are_refused()
    {
        var run = new SmallRun(average: m => new Ema(m), make: p => new ScheduleFreeAdamW(p));
        Should.Throw<ArgumentException>(() => run.Fit()).Message.ShouldContain("averaged weights of its own");
        Should.Throw<ArgumentException>(() => Run.Train(new Recipe { Data = "xor", Epochs = 2, Optimizer = "schedule-free-adamw", Average = "ema" }))
            .Message.ShouldContain("averaged weights of its own");
    }

    [Fact]
    public void A_recipe_asks_for_an_average_and_a_resumed_run_is_the_same()
    {
        foreach (var recipe in new[] { new Recipe { Data = "moons", Epochs = 4, Average = "ema(0.9)" }, new Recipe { Data = "moons", Epochs = 4, Optimizer = "schedule-free-adamw" } })
        {
            using TemporaryFolder one = new(), two = new();
            var whole = Run.Train(recipe, one["run"]);
            using var cancel = new CancellationTokenSource();
            Run.Train(recipe, two["run"], progress: new CancelAfter(cancel, 2), cancellation: cancel.Token).Outcome!.Reason.ShouldBe(StopReason.Cancelled);
            var resumed = Run.Resume(two["run"]);
            resumed.Model.Network.Parameters[0].ToArray<float>().ShouldBe(whole.Model.Network.Parameters[0].ToArray<float>());
            Run.Load(one["run"]).Model.Network.Parameters[0].ToArray<float>().ShouldBe(whole.Model.Network.Parameters[0].ToArray<float>());
            var plain = Run.Train(recipe with { Average = null, Optimizer = recipe.Optimizer is null ? null : "adamw" });
            plain.Model.Network.Parameters[0].ToArray<float>().ShouldNotBe(whole.Model.Network.Parameters[0].ToArray<float>());
        }
        Run.Train(new Recipe { Data = "xor", Epochs = 1, Optimizer = "schedule-free-adamw" }).Recipe.Schedule.ShouldBe("constant");
    }

    private sealed class CancelAfter(CancellationTokenSource cancel, int epochs) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value)
        {
            if (value is EpochEnded { Result.Epoch: var epoch } && epoch == epochs) cancel.Cancel();
        }
    }
}
