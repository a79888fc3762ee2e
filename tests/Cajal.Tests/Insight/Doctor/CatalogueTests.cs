using Cajal.Insight;
using Cajal.Tests.House;

namespace Cajal.Tests.Insight.Doctors;

public class CatalogueTests
{
    // The codes of the catalogue: eight of data, seven of set-up, twelve of optimisation, five each of generalisation and trust, two of cost.
    private static readonly string[] Codes =
        [.. Of('D', 8), .. Of('S', 7), .. Of('T', 12), .. Of('G', 5), .. Of('C', 5), .. Of('E', 2)];

    [Fact]
    public void All_findings_are_there_in_their_order() => Catalogue.All.Select(c => c.Code).ShouldBe(Codes);

    [Fact]
    public void The_page_tells_each_of_them_by_its_name()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "doctor.md"));
        foreach (var check in Catalogue.All) page.ShouldContain($"| {check.Code} | [{check.Name}](lectures/");
    }

    [Fact]
    public void Stages_follow_each_other() => Catalogue.All.Select(c => c.Stage).ShouldBe(Catalogue.All.Select(c => c.Stage).Order());

    private static IEnumerable<string> Of(char stage, int count) => Enumerable.Range(1, count).Select(i => $"{stage}{i}");
}
