using Cajal.Tests.Training.Runs;
using Cajal.Training;

namespace Cajal.Tests.Training;

public class ResumeTests(ResumeTests.Undisturbed undisturbed) : IClassFixture<ResumeTests.Undisturbed>
{
    public static TheoryData<int> EveryStep() => [.. Enumerable.Range(1, SmallRun.Steps)];

    [Theory]
    [MemberData(nameof(EveryStep))]
    public void Cancelled_after_any_step_and_resumed_equals_undisturbed(int step)
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var first = new SmallRun(folder.Path, callback: new AfterStep(step, cancel.Cancel));
        var result = first.Fit(cancel.Token);
        result.Steps.ShouldBe(step);
        result.Reason.ShouldBe(StopReason.Cancelled);

        var second = new SmallRun(folder.Path, callback: new AfterStep(-1, () => { }));
        second.Trainer.Checkpoints!.Restore(second.Trainer).ShouldBeTrue();
        second.State().ShouldBe(first.State());
        second.Fit().Reason.ShouldBe(StopReason.Completed);
        second.State().ShouldBe(undisturbed.State);
        SameLogs(folder.Path, undisturbed.Folder);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public void Killed_after_any_step_and_resumed_equals_undisturbed(int step)
    {
        using var folder = new TemporaryFolder();
        var first = new SmallRun(folder.Path, everySteps: 3, callback: new AfterStep(step, () => throw new Killed()));
        Should.Throw<Killed>(() => first.Fit());
        // What a killed writer leaves behind: half a row, half a record, a folder and a file that were never renamed.
        File.AppendAllText(folder["metrics.csv"], "3,1");
        File.AppendAllText(folder["monitors.jsonl"], "{\"step\":");
        File.AppendAllText(folder["events"], "\u0018\0\0\0");
        Directory.CreateDirectory(folder[$"checkpoints/step-0000000099.{Guid.NewGuid():N}.tmp"]);
        File.WriteAllText(folder[$"checkpoints/latest.json.{Guid.NewGuid():N}.tmp"], "{");

        var second = new SmallRun(folder.Path, everySteps: 3);
        second.Trainer.Checkpoints!.Restore(second.Trainer).ShouldBe(step > 3);
        second.Fit().Steps.ShouldBe(SmallRun.Steps);
        second.State().ShouldBe(undisturbed.State);
        SameLogs(folder.Path, undisturbed.Folder);
    }

    [Fact]
    public void Cancelled_in_validation_is_validated_again()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var first = new SmallRun(folder.Path);
        var cancelling = new CancellingBatches(first.Validation, cancel, pass: 2);
        first.Trainer.Fit(first.Train, SmallRun.Epochs, cancelling, cancellation: cancel.Token).Epochs.ShouldBe(1);
        first.Trainer.StepsDone.ShouldBe(2 * SmallRun.StepsPerEpoch);
        var second = new SmallRun(folder.Path);
        second.Trainer.Checkpoints!.Restore(second.Trainer).ShouldBeTrue();
        second.Fit();
        second.State().ShouldBe(undisturbed.State);
        SameLogs(folder.Path, undisturbed.Folder);
    }

    [Fact]
    public void More_epochs_later_equal_all_at_once()
    {
        using var folder = new TemporaryFolder();
        var first = new SmallRun(folder.Path);
        first.Fit(epochs: 1);
        first.Fit(epochs: 3);
        var second = new SmallRun(folder.Path);
        second.Trainer.Checkpoints!.Restore(second.Trainer);
        second.Fit();
        second.State().ShouldBe(undisturbed.State);
        SameLogs(folder.Path, undisturbed.Folder);
    }

    [Fact]
    public void A_run_that_stopped_early_stays_stopped()
    {
        using var folder = new TemporaryFolder();
        var first = new SmallRun(folder.Path, patience: 1);
        var result = first.Fit(epochs: 60);
        result.Reason.ShouldBe(StopReason.StoppedEarly);
        var second = new SmallRun(folder.Path, patience: 1);
        second.Trainer.Checkpoints!.Restore(second.Trainer).ShouldBeTrue();
        var again = second.Fit(epochs: 60);
        again.Steps.ShouldBe(result.Steps);
        again.Sentence.ShouldBe(result.Sentence);
        second.Model.Parameters[0].ToArray<float>().ShouldBe(first.Model.Parameters[0].ToArray<float>());
    }

    // The same rows and curves, but for speed and time.
    private static void SameLogs(string one, string other)
    {
        MetricsTable a = MetricsTable.Read(Path.Combine(one, "metrics.csv")), b = MetricsTable.Read(Path.Combine(other, "metrics.csv"));
        a.Columns.ShouldBe(b.Columns);
        foreach (string column in a.Columns.Where(c => c is not ("seconds" or "examples_per_second"))) a[column].ShouldBe(b[column],
            column);
        var curves = (string path) => EventReader.Read(Path.Combine(path,
            "events")).Scalars.Where(s => s.Tag != "examples_per_second").Select(s => s with { WallTime = 0 });
        curves(one).ShouldBe(curves(other));
        File.ReadAllText(Path.Combine(one, "monitors.jsonl")).ShouldBe(File.ReadAllText(Path.Combine(other, "monitors.jsonl")));
    }

    /// <summary>The run all others must equal, made once.</summary>
    public sealed class Undisturbed : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Undisturbed()
        {
            var run = new SmallRun(folder.Path);
            run.Fit().Steps.ShouldBe(SmallRun.Steps);
            State = run.State();
        }

        public byte[] State { get; }

        public string Folder => folder.Path;

        public void Dispose() => folder.Dispose();
    }

    /// <summary>Cancels while a validation pass runs.</summary>
    private sealed class CancellingBatches(BatchSource inner, CancellationTokenSource cancel, int pass) : BatchSource
    {
        private int passes;

        public override int ExampleCount => inner.ExampleCount;

        public override int BatchSize => inner.BatchSize;

        public override TensorSpec Input => inner.Input;

        public override TensorSpec Target => inner.Target;

        public override void StartEpoch(int epoch) => passes++;

        public override void Fill(int batch, int from, State inputs, State targets)
        {
            if (passes == pass && batch == 1) cancel.Cancel();
            inner.Fill(batch, from, inputs, targets);
        }

        public override void FillInputs(int batch, int from, State inputs) => inner.FillInputs(batch, from, inputs);
    }
}
