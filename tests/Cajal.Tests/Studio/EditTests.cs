using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class EditTests
{
    private static Course Open(string link = "v=1&optimizer=adam&rate=0.01") => new(StateText.Read(link, out _));

    private static float[] Weights(Course course) => [.. course.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>())];

    [Fact]
    public void A_typed_number_stands_where_it_was_typed_and_can_be_taken_back()
    {
        var course = Open();
        course.StepEpoch();
        float[] before = Weights(course);
        course.Edit(new WeightPlace(0, 2, 1), 0.75);
        course.Edit(new WeightPlace(1, 1, null), -2);
        float[] after = Weights(course);
        Enumerable.Range(0, after.Length).Where(i => after[i] != before[i]).ShouldBe([2 * 2 + 1, 12 + 8 + 1]);
        (after[5], after[21]).ShouldBe((0.75f, -2f));
        course.Edits.ShouldBe(2);
        course.Curves.Curves.Marks.Select(m => m.Text[..13]).ShouldBe(["w[3, 2] of la", "b[2] of layer"]);
        course.UndoEdit();
        course.UndoEdit();
        Weights(course).ShouldBe(before);
        Should.Throw<ArgumentException>(course.UndoEdit).Message.ShouldContain("time line");
    }

    [Fact]
    public void Training_goes_on_from_the_typed_number_and_going_back_before_it_finds_the_old_one()
    {
        var course = Open();
        course.StepEpoch();
        float[] early = Weights(course);
        course.StepEpoch();
        course.Edit(new WeightPlace(0, 0, 0), 3);
        course.StepEpoch();
        course.Edits.ShouldBe(0);
        float[] late = Weights(course);
        course.Rewind(25);
        Weights(course).ShouldBe(early);
        course.Rewind(75);
        Weights(course).ShouldBe(late);
        // From before the edit another future begins, without it.
        course.Rewind(25);
        course.StepEpoch();
        course.Last.ShouldBe(50);
        course.Curves.Curves.Marks.ShouldBeEmpty();
    }

    [Fact]
    public void An_edit_and_its_undo_leave_the_training_as_it_was()
    {
        var course = Open();
        for (int i = 0; i < 30; i++) course.StepBatch();
        course.Edit(new WeightPlace(0, 0, 0), 3);
        course.UndoEdit();
        for (int i = 0; i < 30; i++) course.StepBatch();
        var straight = Open();
        for (int i = 0; i < 60; i++) straight.StepBatch();
        Weights(course).ShouldBe(Weights(straight));
    }

    [Theory]
    [InlineData(9, 0, 0, "layers 0 to 2")]
    [InlineData(0, 9, 0, "units 0 to 3")]
    [InlineData(0, 0, 9, "numbers 0 to 1")]
    public void A_place_that_is_none_is_told(int layer, int unit, int from, string lesson)
    {
        var course = Open();
        float[] before = Weights(course);
        Should.Throw<ArgumentException>(() => course.Edit(new WeightPlace(layer, unit, from), 1)).Message.ShouldContain(lesson);
        Should.Throw<ArgumentException>(() => course.Edit(new WeightPlace(0, 0, 0), double.NaN)).Message.ShouldContain("single precision");
        Weights(course).ShouldBe(before);
        course.Edits.ShouldBe(0);
    }
}
