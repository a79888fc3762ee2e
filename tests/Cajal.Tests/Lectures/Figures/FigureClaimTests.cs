using System.Globalization;
using System.Text.RegularExpressions;
using Cajal.Lectures;
using Cajal.Tests.Insight.Figures;

namespace Cajal.Tests.Lectures.Figures;

/// <summary>What a title claims, held against the numbers that the caption gives of the run.</summary>
public class FigureClaimTests
{
    [Fact]
    public void Momentum_and_noise_reach_the_deeper_minimum_more_often()
    {
        double[] deep = Numbers("two-minima", @"plain descent (\S+); momentum 0.9 (\S+); batches of 2 (\d+)");
        deep[1].ShouldBeGreaterThan(deep[0]);
        deep[2].ShouldBeGreaterThan(deep[0]);
    }

    [Fact]
    public void More_units_learn_their_points_better_and_the_most_are_not_the_best_on_new_ones()
    {
        double[] all = Numbers("more-neurons", @"hidden units? (\S+) % and (\S+) %");
        double[] own = [.. all.Where((_, i) => i % 2 == 0)], fresh = [.. all.Where((_, i) => i % 2 == 1)];
        own[^1].ShouldBe(100);
        own[^1].ShouldBeGreaterThan(own[0]);
        fresh[^1].ShouldBeLessThan(fresh.Max());
    }

    [Fact]
    public void The_spiral_needs_some_depth_and_the_moons_none()
    {
        double[] all = Numbers("width-against-depth", @"× \d+ (\S+) %"), spiral = all[..6], moons = all[6..];
        Array.IndexOf(spiral, spiral.Max()).ShouldBeInRange(1, 3);
        spiral[^1].ShouldBeLessThan(spiral.Max() - 5);
        spiral[0].ShouldBeLessThan(spiral.Max() - 5);
        moons[0].ShouldBe(moons.Max());
    }

    [Fact]
    public void Squares_serve_the_rings_only_and_learned_features_both()
    {
        double[] right = Numbers("kernel-view", @"(?:raw|made by hand|learned) (\S+) %");
        right[1].ShouldBeGreaterThan(95);
        right[2].ShouldBeGreaterThan(95);
        right[4].ShouldBeLessThan(60);
        right[5].ShouldBeGreaterThan(95);
    }

    [Fact]
    public void Larger_batches_are_calmer_need_more_memory_and_make_fewer_updates()
    {
        string caption = Caption("batch-size");
        double[] Row(string words) => [.. Regex.Match(caption, words).Groups[1].Value.Split(", ").Select(Parse)];
        Row(@": ([\d., ]+) updates").ShouldBeInOrder(SortDirection.Descending);
        Row(@"; ([\d., ]+) KiB").ShouldBeInOrder(SortDirection.Ascending);
        double[] noise = Row(@"noise ([\d., ]+);");
        noise.ShouldBeInOrder(SortDirection.Descending);
        // As one over the size: four times the examples, a quarter of the noise.
        (noise[0] / noise[1]).ShouldBeInRange(2, 8);
    }

    [Fact]
    public void Depth_learns_the_wrong_labels_and_answers_worse()
    {
        double[] all = Numbers("label-noise", @"wrong: (\S+) % and (\S+) % with 1 hidden layer, (\S+) % and (\S+) %");
        for (int share = 0; share < 2; share++)
        {
            all[4 * share + 2].ShouldBeGreaterThan(all[4 * share]);
            all[4 * share + 3].ShouldBeLessThan(all[4 * share + 1]);
        }
    }

    [Fact]
    public void The_lectures_filter_answers_6600_on_its_patch_and_0_elsewhere() =>
        Numbers("curve-filter", @"answers (\d+), on the diagonal (\d+)").ShouldBe([6600, 0]);

    [Fact]
    public void Softmax_gives_the_lectures_numbers_and_a_cold_one_gives_all_to_the_first()
    {
        Numbers("softmax", @"At \(3, 2, 1\) they are (\S+), (\S+), (\S+)\. ").ShouldBe([0.665, 0.245, 0.09]);
        Numbers("softmax", @"Temperature 0.1 makes of these (\S+),").ShouldBe([1]);
    }

    [Fact]
    public void Each_restraint_lowers_the_loss_on_new_points()
    {
        double[] losses = Numbers("regularisation", @"% and (\d+\.?\d*)[;.]");
        losses.Length.ShouldBe(6);
        losses[1..].ShouldAllBe(l => l < losses[0] / 2);
    }

    private static string Caption(string name) => LectureFigure.All.Single(f => f.Name == name).Draw().Caption;

    private static double[] Numbers(string name, string pattern) =>
        [.. Regex.Matches(Caption(name), pattern).SelectMany(m => m.Groups.Cast<Group>().Skip(1)).Select(g => Parse(g.Value))];

    private static double Parse(string text) => double.Parse(text.TrimEnd('.', ';', ','), CultureInfo.InvariantCulture);
}
