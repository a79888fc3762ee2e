using Cajal.Data;
using Cajal.Tests.House;
using Cajal.Tests.Training;
using Cajal.Tests.Training.Runs;
using Cajal.Training;

namespace Cajal.Tests.Golden;

/// <summary>Runs that an earlier version wrote are read, judged, and gone on with.</summary>
[Collection("alone")]
public class GoldenRunTests
{
    private static string Golden => Path.Combine(Repository.Root, "tests", "Cajal.Tests", "Golden");

    [Fact]
    public void A_finished_run_is_read_and_judged_as_it_was()
    {
        var run = Run.Load(Path.Combine(Golden, "finished"), dataFolder: Golden);
        run.Notice.ShouldBeNull();
        run.Result!.Sentence.ShouldBe("Trained 60 epochs (60 steps).");
        run.Result.Baselines.Select(b => b.Name).ShouldBe(["always 'rose'", "linear model"]);
        run.Recipe.Reasons!["batch"].ShouldContain("all 31 examples");
        var judged = run.Evaluate();
        (judged.Figures.Examples, judged.Figures["accuracy"]).ShouldBe((12, 1));
        judged.Figures.Loss.ShouldBe(0.06077, 1e-4);
        run.Model.Evaluate(Path.Combine(Golden, "flowers.csv")).Figures.Examples.ShouldBe(48);
        var answers = run.Predict(Path.Combine(Golden, "flowers.csv"));
        Enumerable.Range(0, 6).Select(answers.ClassName).ShouldBe(["aster", "lily", "rose", "aster", "lily", "rose"]);
        MetricsTable.Read(Path.Combine(Golden, "finished", "metrics.csv"))["data_loss"].Count.ShouldBe(60);
        EventReader.Read(Path.Combine(Golden, "finished", "events.out.tfevents.cajal")).Version.ShouldBe("brain.Event:2");
    }

    [Fact]
    public void An_interrupted_run_is_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        Copy(Path.Combine(Golden, "interrupted"), folder["r"]);
        Run.Load(folder["r"]).Notice!.ShouldContain("step-0000000068-epoch-000017");
        var run = Run.Resume(folder["r"]);
        run.Outcome!.History.Count.ShouldBe(23);
        run.Outcome.Sentence.ShouldStartWith("Trained 40 epochs (160 steps). Restored the weights of epoch 39, the best by loss (1.211");
        run.Evaluate().Figures.Loss.ShouldBe(1.108, 0.001);
        MetricsTable.Read(folder["r/metrics.csv"])["epoch"].ShouldBe([.. Enumerable.Range(1, 40).Select(e => (double?)e)]);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
