using Cajal.Studio;

namespace Cajal.Tests.Studio;

public sealed class FetchedSetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fetched").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_set_is_offered_when_its_file_is_there_and_read_as_the_data_wing_reads_it()
    {
        FetchedSets.Here(folder).ShouldBeEmpty();
        Directory.CreateDirectory(Path.Combine(folder, "breast-cancer"));
        File.WriteAllLines(Path.Combine(folder, "breast-cancer", "breast-cancer.csv"), Enumerable.Range(0, 12).Select(i => $"{900 + i},{(i % 3 == 0 ? "M" : "B")},{i}.5,7,{-i}"));
        FetchedSets.Here(folder).ShouldBe(["breast-cancer"]);
        var set = FetchedSets.Load("breast-cancer", folder);
        (set.Count, set.Classes, set.IsTable, set.Columns.Count).ShouldBe((12, 2, true, 3));
        set.ClassNames.ShouldBe(["B", "M"]);
        (set.Values[4, 0], set.Values[4, 1], set.Values[4, 2]).ShouldBe((4.5, 7, -4));
        set.Targets[..4].ShouldBe([1, 0, 0, 1]);
    }

    [Fact]
    public void One_that_is_not_there_says_how_to_fetch_it()
    {
        Should.Throw<ArgumentException>(() => FetchedSets.Load("wine", folder)).Message.ShouldContain("cajal data fetch wine");
        new Hello { Session = "s" }.Sets.ShouldBe([.. PointData.Sets, .. FetchedSets.Here(), "drawn", "table"]);
    }
}
