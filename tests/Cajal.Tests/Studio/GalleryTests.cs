using Cajal.Insight;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>Each row of the gallery, trained and shown to the Doctor: the broken state has its finding as the first root, its twin asks for no change. What is said of them has its Chinese.</summary>
public class GalleryTests
{
    public static TheoryData<string> Keys => [.. Gallery.All.Select(r => r.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_broken_state_has_its_finding_first_and_the_twin_is_silent(string key)
    {
        var row = Gallery.All.Single(r => r.Key == key);
        var broken = Judged(row.Broken, row.Epochs);
        broken.Findings[0].Code.ShouldBe(row.Finding, broken.ToString());
        var twin = Judged(row.Twin, row.TwinEpochs);
        twin.IsHealthy.ShouldBeTrue(twin.ToString());
        twin.All.Select(f => f.Code).ShouldNotContain(row.Finding);
        EnglishWords.In(broken).Concat(EnglishWords.In(twin)).ShouldBeEmpty();
    }

    [Fact]
    public void Rows_have_names_of_their_own_and_both_states_are_links_of_this_Studio()
    {
        Gallery.All.Select(r => r.Key).ShouldBeUnique();
        foreach (var row in Gallery.All)
            foreach (string link in new[] { row.Broken, row.Twin })
            {
                StateText.Read(link, out var notes);
                notes.ShouldBeEmpty();
            }
    }

    private static Verdict Judged(string link, int epochs)
    {
        var course = new Course(StateText.Read(link, out _));
        for (int i = 0; i < epochs && course.Frozen is null; i++) course.StepEpoch();
        return course.Doctor.Judge(course.Bench);
    }
}
