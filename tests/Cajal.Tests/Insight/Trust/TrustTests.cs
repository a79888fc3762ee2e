using Cajal.Data;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Tests.Insight.Trust;

public class TrustTests
{
    private static readonly Recipe Healthy = new() { Data = "gauss", DataOptions = new DatasetOptions { Count = 1200 }, Validation = 0.3, Epochs = 24, Seed = 2 };

    [Fact]
    public void All_signals_of_a_healthy_run_agree_or_are_not_known_and_the_page_ends_with_that()
    {
        var trust = Run.Train(Healthy).Trust();
        trust.Signals.Where(s => s.Agrees == false).Select(s => $"{s.Name}: {s.Sentence}").Where(s => !s.StartsWith("better than", StringComparison.Ordinal)).ShouldBeEmpty();
        trust.Signals.Single(s => s.Name == "other seeds").Agrees.ShouldBeNull();
        trust.ToString().TrimEnd().ShouldEndWith(trust.Sentence);
        trust.Page.ToHtml().ShouldContain("Do all signals agree?");
    }

    [Fact]
    public void A_network_that_learned_labels_by_heart_is_told()
    {
        using var folder = new Training.TemporaryFolder();
        var rng = new Rng(1);
        File.WriteAllLines(folder["noise.csv"], ["a,b,c,d,label", .. Enumerable.Range(0, 400).Select(_ =>
            FormattableString.Invariant($"{rng.NextNormal():0.000},{rng.NextNormal():0.000},{rng.NextNormal():0.000},{rng.NextNormal():0.000},{(rng.NextInt(2) == 0 ? "no" : "yes")}"))]);
        var trust = Run.Train(new Recipe { Data = folder["noise.csv"], Layers = "64,64", Epochs = 150, EarlyStopping = 0, LearningRate = 0.01, Validation = 0.3, Seed = 2 }).Trust();
        string[] against = [.. trust.Signals.Where(s => s.Agrees == false).Select(s => s.Name)];
        against.ShouldContain("training and validation");
        against.ShouldContain("calibration");
        against.ShouldContain("better than simple answers");
        trust.Sentence.ShouldContain($"{against.Length} of ");
    }

    [Fact]
    public void Runs_of_other_seeds_beside_it_are_found()
    {
        using var folder = new Training.TemporaryFolder();
        foreach (ulong seed in new ulong[] { 1, 2, 3 }) Run.Train(Healthy with { Epochs = 3, Seed = seed }, folder[$"run{seed}"]);
        Run.Train(Healthy with { Epochs = 4, Seed = 9 }, folder["other"]);
        Run.Load(folder["run2"]).Trust().Signals.Single(s => s.Name == "other seeds").Sentence.ShouldContain("3 seeds have");
    }

    [Fact]
    public void A_regression_has_intervals_and_groups_when_they_are_named()
    {
        var run = Run.Train(new Recipe { Data = "plane", Epochs = 10, Seed = 1 });
        run.Trust().Signals.Single(s => s.Name == "groups").Agrees.ShouldBeNull();
        var trust = run.Trust("x1");
        trust.Signals.ShouldContain(s => s.Name == "groups of x1");
        trust.Signals.Single(s => s.Name == "intervals").Agrees.ShouldBe(true);
        trust.Signals.ShouldNotContain(s => s.Name == "calibration");
    }

    [Fact]
    public void Pictures_and_sequences_are_exchanged_part_by_part()
    {
        var digits = Run.Train(new Recipe { Data = "digits", DataOptions = new DatasetOptions { Count = 600 }, Epochs = 4, Seed = 1 });
        var importance = digits.Importance(repeats: 2);
        importance.Inputs.Count.ShouldBe(16);
        // Digits stand in the middle: the corners say nothing.
        double Rise(string name) => importance.Inputs.Single(i => i.Name == name).Rise;
        new[] { Rise("patch 2, 2"), Rise("patch 2, 3"), Rise("patch 3, 2"), Rise("patch 3, 3") }.Max().ShouldBeGreaterThan(4 * Math.Abs(Rise("patch 1, 1")) + 0.02);
        Run.Train(new Recipe { Data = "adding", DataOptions = new DatasetOptions { Count = 200 }, Epochs = 1 }).Importance(2).Inputs.Count.ShouldBe(2);
    }
}
