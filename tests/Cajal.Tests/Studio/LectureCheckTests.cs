using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class LectureCheckTests
{
    private static Course Open(string link) => new(StateText.Read(link, out _));

    [Theory]
    [InlineData(Presets.LectureForward, 0, 12, "forward")]
    [InlineData(Presets.LectureBackward, 0, 14, "backward")]
    [InlineData(Presets.LectureBackward, 1, 7, "backward")]
    [InlineData(Presets.LectureBackward, 2, 0, "backward")]
    public void Every_number_of_the_lecture_is_the_networks(string link, int steps, int count, string lecture)
    {
        var course = Open(link);
        for (int i = 0; i < steps; i++) course.StepBatch();
        var rows = LectureCheck.Of(course)!;
        rows.Lecture.ShouldBe(lecture);
        rows.Rows.Count.ShouldBe(count);
        rows.Rows.ShouldAllBe(r => r.IsRight);
        // What is printed was rounded, at worst to two digits or by a digit on the way.
        foreach (var row in rows.Rows.Where(r => r.Printed is not null))
            double.Parse(row.Printed!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(row.Exact, 5e-4);
    }

    [Fact]
    public void A_network_that_is_another_has_no_tick_or_no_rows()
    {
        LectureCheck.Of(Open("v=1")).ShouldBeNull();
        LectureCheck.Of(Open(Presets.LectureBackward.Replace("rate=1", "rate=0.5"))).ShouldBeNull();
        LectureCheck.Of(Open(Presets.LectureBackward + "&theme=dark")).ShouldNotBeNull();
        var course = Open(Presets.LectureBackward);
        course.Edit(new WeightPlace(0, 0, 0), 0.2);
        LectureCheck.Of(course)!.Rows.Count(r => !r.IsRight).ShouldBeGreaterThan(5);
    }
}
