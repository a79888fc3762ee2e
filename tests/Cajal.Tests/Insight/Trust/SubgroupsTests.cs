using Cajal.Insight;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Insight.Trust;

public class SubgroupsTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Fact]
    public void Random_groups_are_silent_and_one_with_flipped_labels_is_not()
    {
        int alarms = 0, caught = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            var rng = new Rng(seed);
            int[] groups = [.. Enumerable.Range(0, 400).Select(_ => rng.NextInt(4))];
            double[] errors = [.. groups.Select(_ => rng.NextDouble() < 0.1 ? 1.0 : 0)];
            if (Subgroups.Of("place", "validation", true, errors, groups, Names, seed).Groups.Any(g => g.Pays)) alarms++;
            double[] flipped = [.. errors.Select((e, i) => groups[i] == 2 && rng.NextDouble() < 0.3 ? 1 - e : e)];
            var found = Subgroups.Of("place", "validation", true, flipped, groups, Names, seed).Groups.Where(g => g.Pays).ToArray();
            if (found is [{ Name: "c" }]) caught++;
        }
        alarms.ShouldBeLessThanOrEqualTo(2);
        caught.ShouldBeGreaterThanOrEqualTo(36);
    }

    [Fact]
    public void Of_few_examples_nothing_is_said()
    {
        int[] groups = [.. Enumerable.Range(0, 100).Select(i => i < 29 ? 0 : 1)];
        double[] errors = [.. groups.Select(g => g == 0 ? 1.0 : 0)];
        Subgroups.Of("place", "validation", true, errors, groups, Names).Groups.ShouldAllBe(g => !g.Pays);
        groups[29] = 0;
        Subgroups.Of("place", "validation", true, [.. groups.Select(g => g == 0 ? 1.0 : 0)], groups, Names).Sentence.ShouldStartWith("'a' of place is answered worse than the rest: error 100 %, 100 % more");
    }

    [Fact]
    public void A_column_that_is_ignored_as_an_input_groups_and_one_that_is_not_there_is_named()
    {
        using var folder = new Training.TemporaryFolder();
        var rng = new Rng(3);
        File.WriteAllLines(folder["people.csv"], ["height,place,noise,tall", .. Enumerable.Range(0, 600).Select(i =>
        {
            double height = 170 + 10 * rng.NextNormal();
            bool isTall = height > 170, isFlipped = i % 3 == 0 && rng.NextDouble() < 0.4;
            return FormattableString.Invariant($"{height:0.00},{(i % 3 == 0 ? "north" : "south")},{rng.NextNormal():0.000},{(isTall != isFlipped ? "yes" : "no")}");
        })]);
        var run = Run.Train(new Recipe { Data = folder["people.csv"], DataOptions = new DatasetOptions { Ignore = ["place"] }, Validation = 0.4, Epochs = 30, LearningRate = 0.03, Seed = 1 });
        var groups = run.Subgroups("place");
        groups.Groups.Select(g => g.Name).ShouldBe(["north", "south"]);
        groups.Groups.Single(g => g.Pays).Name.ShouldBe("north");
        run.Subgroups("2").Groups.Count.ShouldBe(2);
        run.Subgroups("tall").Groups.Select(g => g.Name).ShouldBe(["no", "yes"]);
        run.Subgroups("height").Groups.Count.ShouldBe(4);
        run.Subgroups("height").Groups.Sum(g => g.Count).ShouldBe(groups.Groups.Sum(g => g.Count));
        Should.Throw<ArgumentException>(() => run.Subgroups("plce")).Message.ShouldContain("place");
        run.Importance().Ranked.First().Name.ShouldBe("height");
        run.Importance().Inputs.Single(i => i.Name == "noise").Matters.ShouldBeFalse();
    }
}
