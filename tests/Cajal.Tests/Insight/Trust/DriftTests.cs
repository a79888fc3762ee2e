using Cajal.Data;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Tests.Insight.Trust;

public class DriftTests
{
    private static double[] Normal(ulong seed, int count, double mean = 0)
    {
        double[] values = new double[count];
        new Rng(seed).FillNormal(values, mean);
        return values;
    }

    private static ColumnDrift Of(ColumnSummary then, double[] values, int columns = 1) => ColumnDrift.Of(then, new NumberColumn("x", values), [.. Enumerable.Range(0, values.Length)], "the input", columns);

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(2000)]
    public void One_deviation_is_caught_and_a_bootstrap_of_training_is_not(int count)
    {
        double[] trained = Normal(1, 1000);
        var then = ColumnSummary.Of(new NumberColumn("x", trained), [.. Enumerable.Range(0, trained.Length)]);
        int caught = 0, alarms = 0;
        for (ulong seed = 0; seed < 100; seed++)
        {
            var rng = new Rng(seed + 7);
            if (Of(then, [.. Enumerable.Range(0, count).Select(_ => trained[rng.NextInt(trained.Length)])]).HasDrifted) alarms++;
            if (seed < 10 && Of(then, Normal(seed + 200, count, mean: 1)).HasDrifted) caught++;
        }
        caught.ShouldBe(10);
        alarms.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void Several_columns_together_are_silent_too()
    {
        int alarms = 0;
        var then = Enumerable.Range(0, 10).Select(c => ColumnSummary.Of(new NumberColumn("x", Normal((ulong)c, 500)), [.. Enumerable.Range(0, 500)])).ToArray();
        for (ulong seed = 0; seed < 40; seed++)
            if (then.Where((summary, c) => Of(summary, Normal(1000 + seed * 10 + (ulong)c, 200), columns: 10).HasDrifted).Any()) alarms++;
        alarms.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void Words_numbers_that_repeat_and_missing_values_are_counted()
    {
        var words = new CategoryColumn("colour", [0, 0, 0, 1, 1, -1], ["red", "blue"]);
        var summary = ColumnSummary.Of(words, [0, 1, 2, 3, 4, 5]);
        summary.Counts.ShouldBe([3, 2, 0, 1]);
        // Other words stand at other places; one was never seen.
        summary.CountsOf(new CategoryColumn("colour", [0, 1, 2, 2], ["green", "blue", "red"]), [0, 1, 2, 3]).ShouldBe([2, 1, 1, 0]);
        double[] marks = [.. Enumerable.Range(0, 100).Select(i => i < 70 ? 0.0 : 1), double.NaN];
        var two = ColumnSummary.Of(new NumberColumn("mark", marks), [.. Enumerable.Range(0, 101)]);
        two.Counts.ShouldBe([70, 30, 0, 1]);
        two.Count.ShouldBe(101);
        Of(two, [.. Enumerable.Range(0, 200).Select(i => i < 140 ? 0.0 : 1)]).HasDrifted.ShouldBeFalse();
        Of(two, [.. Enumerable.Range(0, 200).Select(i => i < 40 ? 0.0 : 1)]).HasDrifted.ShouldBeTrue();
        Should.Throw<ArgumentException>(() => two.CountsOf(words, [0])).Message.ShouldContain("held numbers in training");
    }

    [Theory]
    [InlineData(1000, 0.3)]
    [InlineData(50, 0.02)]
    [InlineData(20, 0.9)]
    public void Binomial_draws_have_their_mean_and_spread(int count, double share)
    {
        var rng = new Rng(2);
        double[] drawn = [.. Enumerable.Range(0, 4000).Select(_ => (double)PopulationStability.Binomial(count, share, rng))];
        double mean = drawn.Average(), variance = drawn.Sum(d => (d - mean) * (d - mean)) / drawn.Length;
        mean.ShouldBe(count * share, 4 * Math.Sqrt(count * share * (1 - share) / drawn.Length));
        variance.ShouldBe(count * share * (1 - share), 0.1 * count * share * (1 - share));
    }

    // Kolmogorov's table: 1.358/√N is seldom exceeded, once in twenty.
    [Fact]
    public void The_chance_of_a_distance_is_that_of_the_table() => KolmogorovSmirnov.Chance(1.358 / Math.Sqrt(5e5), 1_000_000, 1_000_000).ShouldBe(0.05, 1e-3);

    [Fact]
    public void A_run_keeps_its_summary_and_tells_drift_of_tables_pictures_and_sequences()
    {
        using var folder = new Training.TemporaryFolder();
        var run = Run.Train(new Recipe { Data = "gauss", Epochs = 2 }, folder["run"]);
        var loaded = Run.Load(folder["run"]);
        loaded.Model.Summary!.ToJson().ShouldBe(run.Model.Summary!.ToJson());
        loaded.Drift("gauss", new DatasetOptions { Seed = 9 }).Drifted.ShouldBeEmpty();
        loaded.Drift("xor").Drifted.ShouldNotBeEmpty();
        File.Delete(Path.Combine(folder["run"], "model", "summary.json"));
        Should.Throw<RunException>(() => Run.Load(folder["run"]).Drift("xor")).Message.ShouldContain("without a summary");

        var digits = Run.Train(new Recipe { Data = "digits", DataOptions = new DatasetOptions { Count = 400 }, Epochs = 1 });
        digits.Drift("digits", new DatasetOptions { Count = 200, Seed = 8 }).Drifted.Where(d => d.Column != "answer").ShouldBeEmpty();
        digits.Drift("digits", new DatasetOptions { Count = 200, Seed = 8, Noise = 0.5 }).Drifted.Select(d => d.Column).ShouldContain("detail");
        var sums = Run.Train(new Recipe { Data = "adding", DataOptions = new DatasetOptions { Count = 300 }, Epochs = 1 });
        sums.Drift("adding", new DatasetOptions { Count = 200, Seed = 8 }).Columns.Count.ShouldBeGreaterThan(3);
    }
}
