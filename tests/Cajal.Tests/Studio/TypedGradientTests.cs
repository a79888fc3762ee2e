using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class TypedGradientTests
{
    private static readonly WeightPlace Weight = new(0, 2, 1), Bias = new(1, 1, null);

    private static Course Open(string more = "optimizer=sgd&rate=0.5") => new(StateText.Read($"v=1&{more}", out _));

    private static float[] Weights(Course course) => [.. course.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>())];

    [Fact]
    public void The_next_update_takes_the_typed_gradient_and_the_one_after_it_its_own()
    {
        Course course = Open(), straight = Open();
        course.StepEpoch();
        straight.StepEpoch();
        float w = (float)Weight.Read(course.Bench), b = (float)Bias.Read(course.Bench);
        course.EditGradient(Weight, 0.25);
        course.EditGradient(Bias, -2);
        course.Edits.ShouldBe(2);
        course.Bench.Typed!.Step.ShouldBe(25);
        course.Curves.Curves.Marks.Select(m => m.Text).ShouldBe(["∂L/∂w[3, 2] of layer 1 of the next update: 0.25", "∂L/∂b[2] of layer 2 of the next update: -2"]);
        // w' = w − r·g
        course.StepBatch();
        straight.StepBatch();
        ((float)Weight.Read(course.Bench)).ShouldBe(w - 0.5f * 0.25f);
        ((float)Bias.Read(course.Bench)).ShouldBe(b - 0.5f * -2f);
        course.Edits.ShouldBe(0);
        float[] typed = Weights(course), plain = Weights(straight);
        // All others take what their batch gives, bit for bit.
        Enumerable.Range(0, typed.Length).Where(i => typed[i] != plain[i]).ShouldBe([5, 21]);
        // From the same weights the update after it is the usual one.
        var next = Open();
        next.StepEpoch();
        next.StepBatch();
        next.Edit(Weight, Weight.Read(course.Bench));
        next.Edit(Bias, Bias.Read(course.Bench));
        next.StepBatch();
        course.StepBatch();
        Weights(course).ShouldBe(Weights(next));
    }

    [Theory]
    [InlineData("optimizer=adam&rate=0.01")]
    [InlineData("optimizer=sgd(momentum=0.9)&rate=0.1&l2=0.01&clip=1")]
    [InlineData("optimizer=sgd&rate=0.1&layers=4:tanh:norm=batch:dropout=0.2")]
    public void Undo_leaves_the_training_as_it_was_and_going_back_and_forward_again_finds_the_same_numbers(string link)
    {
        Course course = Open(link), straight = Open(link);
        for (int i = 0; i < 30; i++) course.StepBatch();
        course.EditGradient(Weight, 3);
        course.EditGradient(Weight, 4);
        course.UndoEdit();
        course.Bench.Typed![Weight].ShouldBe(3);
        course.UndoEdit();
        course.Bench.Typed.ShouldBeNull();
        course.StepBatch();
        for (int i = 0; i < 31; i++) straight.StepBatch();
        Weights(course).ShouldBe(Weights(straight));
        float[] before = Weights(course);

        course.EditGradient(Weight, 3);
        course.Curves.Curves.Marks[^1].Text.ShouldContain("next update: 3");
        for (int i = 0; i < 40; i++) course.StepBatch();
        float[] late = Weights(course);
        for (int i = 0; i < 40; i++) straight.StepBatch();
        late.ShouldNotBe(Weights(straight));
        course.Rewind(31);
        Weights(course).ShouldBe(before);
        course.Bench.Typed![Weight].ShouldBe(3);
        course.Rewind(71);
        Weights(course).ShouldBe(late);
        // Played again from the moment of the edit, and run in one go: the same.
        course.Rewind(31);
        course.StepEpoch();
        course.StepEpoch();
        course.Rewind(71);
        Weights(course).ShouldBe(late);
        // From before it another future begins, without it.
        course.Rewind(30);
        for (int i = 0; i < 41; i++) course.StepBatch();
        Weights(course).ShouldBe(Weights(straight));
    }

    [Fact]
    public void It_is_clipped_as_computed_ones_are_and_the_preview_knows_it()
    {
        var course = Open("optimizer=sgd&rate=1&clip=1");
        float w = (float)Weight.Read(course.Bench);
        course.EditGradient(Weight, 1e6);
        float preview = course.PreviewUpdate()![0][5];
        course.StepBatch();
        // All others are nothing beside it: its length is cut to the bound.
        ((float)Weight.Read(course.Bench) - w).ShouldBe(-1f, 1e-5f);
        preview.ShouldBe((float)Weight.Read(course.Bench) - w);
    }

    [Fact]
    public void A_change_of_settings_lets_it_wait()
    {
        var course = Open();
        course.EditGradient(Weight, 0.25);
        course.Change(course.State with { Rate = 2 });
        float w = (float)Weight.Read(course.Bench);
        course.StepBatch();
        ((float)Weight.Read(course.Bench)).ShouldBe(w - 2 * 0.25f);
    }

    [Fact]
    public void What_is_no_place_or_no_number_is_told_and_nothing_waits()
    {
        var course = Open();
        foreach (double wrong in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e39 })
            Should.Throw<ArgumentException>(() => course.EditGradient(Weight, wrong)).Message.ShouldContain("A gradient is a number that single precision can hold");
        Should.Throw<ArgumentException>(() => course.EditGradient(new WeightPlace(9, 0, 0), 1)).Message.ShouldContain("layers 0 to 2");
        (course.Bench.Typed, course.Edits).ShouldBe((null, 0));
    }
}
