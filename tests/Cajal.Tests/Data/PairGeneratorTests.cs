using System.Globalization;
using Cajal.Data;

namespace Cajal.Tests.Data;

/// <summary>Users with wares, and things to compare.</summary>
public class PairGeneratorTests
{
    private static double[][] Columns(Dataset data) =>
        [.. ((TableFeatures)data.Features).Columns.Select(c => ((NumberColumn)c).Values.ToArray())];

    [Fact]
    public void PreferencesFollowTheHiddenWorth()
    {
        var data = Datasets.Load("preferences", new DatasetOptions { Count = 2000 });
        var columns = Columns(data);
        int[] labels = GeneratorTests.Labels(data);
        double Worth(int i, int from) => Math.Sin(2 * columns[from][i]) + columns[from + 1][i] * columns[from + 2][i]
            - Math.Abs(columns[from + 3][i]) + columns[from + 4][i] / 2;
        double[] ahead = [.. Enumerable.Range(0, 2000).Select(i => Worth(i, 0) - Worth(i, 6))];
        int right = Enumerable.Range(0, 2000).Count(i => ahead[i] > 0 == (labels[i] == 1));
        data.Notes.Single().ShouldContain((100.0 * right / 2000).ToString("0.0", CultureInfo.InvariantCulture) + " %");
        // The nearer two are, the less sure is who is preferred.
        int[] near = [.. Enumerable.Range(0, 2000).Where(i => Math.Abs(ahead[i]) < 0.2)];
        int[] far = [.. Enumerable.Range(0, 2000).Where(i => Math.Abs(ahead[i]) > 2)];
        near.Count(i => ahead[i] > 0 == (labels[i] == 1)).ShouldBeLessThan((int)(0.75 * near.Length));
        far.Count(i => ahead[i] > 0 == (labels[i] == 1)).ShouldBeGreaterThan((int)(0.98 * far.Length));
    }

    [Theory]
    [InlineData("likes", "user1", "ware6", "two-tower")]
    [InlineData("preferences", "a1", "b6", "ranker")]
    public void PairsAreNumbersOfBothAndAnAnswer(string name, string first, string last, string model)
    {
        var data = Datasets.Load(name, new DatasetOptions { Count = 3000 });
        var table = (TableFeatures)data.Features;
        (table.Columns[0].Name, table.Columns[^1].Name, table.Columns.Count).ShouldBe((first, last, 12));
        data.Task.ShouldBe(TaskKind.Binary);
        data.SuggestedModel!.Value.Model.ShouldBe(model);
        GeneratorTests.Labels(data).Average().ShouldBeInRange(0.35, 0.65);
        Columns(data).ShouldAllBe(c => Math.Abs(c.Average()) < 0.1);
        // The world is that of the seed; half of all answers turned around say nothing of it.
        Datasets.Load(name, new DatasetOptions { Count = 3000 }).Fingerprint.ShouldBe(data.Fingerprint);
        Note(new DatasetOptions { Count = 3000 }).ShouldBeGreaterThan(75);
        Note(new DatasetOptions { Count = 3000, Noise = 0.5 }).ShouldBeInRange(46, 54);

        double Note(DatasetOptions options) =>
            double.Parse(Datasets.Load(name, options).Notes.Single().Split(' ')[^2], CultureInfo.InvariantCulture);
    }
}
