using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training.Checkpoints;

public class CheckpointsTests
{
    [Fact]
    public void A_folder_without_checkpoints_has_nothing_to_restore()
    {
        using var folder = new TemporaryFolder();
        var run = new SmallRun(folder.Path);
        run.Trainer.Checkpoints!.Find().ShouldBeNull();
        run.Trainer.Checkpoints!.Restore(run.Trainer).ShouldBeFalse();
    }

    [Fact]
    public void The_newest_is_taken_when_latest_json_is_lost_or_behind()
    {
        using var folder = new TemporaryFolder();
        var run = new SmallRun(folder.Path);
        run.Fit();
        var checkpoints = run.Trainer.Checkpoints!;
        string newest = checkpoints.Find()!;
        Path.GetFileName(newest).ShouldBe("step-0000000020-epoch-000004");
        File.Delete(folder["checkpoints/latest.json"]);
        checkpoints.Find().ShouldBe(newest);
        File.WriteAllText(folder["checkpoints/latest.json"], """{"formatVersion":1,"checkpoint":"step-0000000007"}""");
        checkpoints.Find().ShouldBe(newest);
    }

    [Theory]
    [InlineData("""{"formatVersion":2,"checkpoint":"step-0000000020"}""", "newer Cajal")]
    [InlineData("""{"formatVersion":1,"checkpoint":"../../etc"}""", "damaged")]
    [InlineData("""{"formatVersion":1,"check""", "cannot be read")]
    [InlineData("null", "cannot be read")]
    public void A_damaged_latest_json_says_so(string content, string trouble)
    {
        using var folder = new TemporaryFolder();
        var run = new SmallRun(folder.Path);
        run.Fit(epochs: 1);
        File.WriteAllText(folder["checkpoints/latest.json"], content);
        Should.Throw<RunException>(() => run.Trainer.Checkpoints!.Restore(run.Trainer)).Message.ShouldContain(trouble);
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("training.safetensors")]
    [InlineData("checkpoint.json")]
    public void A_cut_file_says_which(string name)
    {
        using var folder = new TemporaryFolder();
        var run = new SmallRun(folder.Path);
        run.Fit(epochs: 1);
        string path = Path.Combine(run.Trainer.Checkpoints!.Find()!, name);
        using (var file = new FileStream(path, FileMode.Open)) file.SetLength(file.Length / 2);
        Should.Throw<RunException>(() => run.Trainer.Checkpoints!.Restore(run.Trainer)).Message.ShouldContain(name);
    }

    [Fact]
    public void Another_model_or_optimizer_is_refused_by_name_and_shape()
    {
        using var folder = new TemporaryFolder();
        new SmallRun(folder.Path).Fit(epochs: 1);
        var checkpoints = new Cajal.Training.Checkpoints(folder["checkpoints"]);

        var wider = new Sequential(new Linear(3, 7, new Rng(1)), Activation.Relu, new Linear(7, 2, new Rng(1)));
        Should.Throw<RunException>(() => checkpoints.Restore(new Trainer(wider, SmallRun.MeanSquaredError, new Adam(wider.Parameters))))
            .Message.ShouldContain("'0.weight' as Float32 [6, 3]");

        var same = new SmallRun(optimizer: null);
        var nesterov = new NesterovSgd(same.Model.Parameters);
        var sgd = new Trainer(same.Model, SmallRun.MeanSquaredError, nesterov) { Schedule = same.Trainer.Schedule };
        Should.Throw<RunException>(() => checkpoints.Restore(sgd)).Message.ShouldContain("optimizer/0.");
    }

    [Fact]
    public void A_full_disk_leaves_the_older_checkpoint_intact()
    {
        using var folder = new TemporaryFolder();
        var run = new SmallRun(folder.Path);
        run.Fit(epochs: 1);
        string before = run.Trainer.Checkpoints!.Find()!;
        byte[] weights = File.ReadAllBytes(Path.Combine(before, "weights.safetensors"));
        var full = new SmallRun(folder.Path, callback: new FullDisk());
        full.Trainer.Checkpoints!.Restore(full.Trainer);
        Should.Throw<RunException>(() => full.Fit()).Message.ShouldContain("disk is full");
        run.Trainer.Checkpoints!.Find().ShouldBe(before);
        File.ReadAllBytes(Path.Combine(before, "weights.safetensors")).ShouldBe(weights);
        Directory.GetFileSystemEntries(folder["checkpoints"]).Length.ShouldBe(2);
    }

    [Fact]
    public void Weights_come_back_and_strangers_are_named()
    {
        using var folder = new TemporaryFolder();
        var run = new SmallRun();
        ModelWeights.Save(folder["w.safetensors"], run.Model);
        var other = new SmallRun();
        other.Model.Parameters[0].Assign(Tensor.Zeros([6, 3]));
        ModelWeights.Load(folder["w.safetensors"], other.Model);
        other.Model.Parameters[0].ToArray<float>().ShouldBe(run.Model.Parameters[0].ToArray<float>());
        // Dropout's counter belongs to training, not to the model.
        SafeTensors.Read(folder["w.safetensors"]).Tensors.Keys.ShouldBe(["0.bias", "0.weight", "3.bias", "3.weight"]);
        Should.Throw<RunException>(() => ModelWeights.Load(folder["w.safetensors"], new Linear(3, 6, new Rng(1)))).Message.ShouldContain(
            "lacks 'weight'");
    }

    /// <summary>A disk that fills up while a checkpoint is written.</summary>
    private sealed class FullDisk : Callback
    {
        public override string Name => "full-disk";

        public override void Save(StateSection section) => throw DiskTrouble.Writing("checkpoint.json", new IOException(
            "No space left on device", OperatingSystem.IsWindows() ? 112 : 28));
    }
}
