using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class PlaneViewTests
{
    private static Course Open(string link) => new(StateText.Read(link, out _));

    [Theory]
    [InlineData("v=1&data=iris&scale=standardised&layers=5:tanh&axisX=3&axisY=4&fixed=1:6.5")]
    [InlineData("v=1&data=iris&layers=5:tanh&axisX=principal")]
    [InlineData("v=1&data=iris&scale=standardised&layers=5:tanh&axisX=principal")]
    public void The_picture_answers_at_the_place_of_a_point_what_the_network_answers_there(string link)
    {
        var bench = Open(link).Bench;
        const int side = 40;
        var grid = bench.View.Grid(side, isCurve: false);
        // The values of a point of the grid lie in the middle of its own cell.
        for (int p = 0; p < side * side; p += 37)
        {
            var (x, y) = bench.View.PlaceOf(grid, p);
            ((double)x).ShouldBe(bench.View.Domain * ((2 * (p % side) + 1.0) / side - 1), 1e-3);
            ((double)y).ShouldBe(-bench.View.Domain * ((2 * (p / side) + 1.0) / side - 1), 1e-3);
        }
        float[] shown = bench.Head.Shown(bench.Network.Forward(bench.Reader.Of(grid, [125]))).ToArray<float>();
        Enumerable.Range(0, 3).Select(k => Maps.Of(bench, side)[5 + k][125]).Zip(shown).ShouldAllBe(p => Math.Abs(p.First - p.Second) < 1e-5);
    }

    [Fact]
    public void Columns_that_are_no_axis_stand_at_their_mean_or_where_they_were_put()
    {
        var bench = Open("v=1&data=iris&trainShare=1&axisX=3&axisY=4&fixed=1:6.5").Bench;
        var grid = bench.View.Grid(10, isCurve: false);
        grid[17, 0].ShouldBe(6.5f);
        ((double)grid[17, 1]).ShouldBe(Enumerable.Range(0, 150).Average(r => bench.Data.Places[r, 1]), 1e-4);
        grid[17, 2].ShouldNotBe(grid[18, 2]);
        grid[17, 3].ShouldNotBe(grid[27, 3]);
    }

    [Fact]
    public void Other_axes_are_a_look_and_change_no_training()
    {
        var course = Open("v=1&data=iris&scale=standardised");
        course.StepEpoch();
        float[] before = Maps.Of(course.Bench, 24)[0];
        course.Change(course.State with { AxisX = "3", AxisY = "4" }).ShouldBeFalse();
        course.Bench.Trainer.StepsDone.ShouldBeGreaterThan(0);
        course.Curves.Curves.Marks.ShouldBeEmpty();
        Maps.Of(course.Bench, 24)[0].ShouldNotBe(before);
        course.Rewind(0);
        course.Bench.View.X.ShouldBe("3");
        Should.Throw<ArgumentException>(() => course.Change(course.State with { Fixed = "3" })).Message.ShouldContain("column:number");
    }

    [Fact]
    public void Small_real_sets_are_whole_and_learned()
    {
        var flowers = PointData.Of(new PlaygroundState { Data = "iris", TrainShare = 1 });
        flowers.Targets.CountBy(t => t).ShouldAllBe(c => c.Value == 50);
        // Fisher's means of the petal lengths.
        for (int kind = 0; kind < 3; kind++)
            Enumerable.Range(0, 150).Where(r => flowers.Targets[r] == kind).Average(r => (double)flowers.Places[r, 2]).ShouldBe(new[] { 1.462, 4.26, 5.552 }[kind], 1e-3);
        var digits = Open("v=1&data=digits-8x8&classes=10&trainShare=0.7&layers=24:relu&optimizer=adam&rate=0.01");
        digits.Bench.Inputs.Length.ShouldBe(64);
        digits.Bench.Data.Targets.CountBy(t => t).Count().ShouldBe(10);
        for (int i = 0; i < 20; i++) digits.StepEpoch();
        Scores.Of(digits.Bench).TestAccuracy.ShouldBeGreaterThan(0.7);
        Should.Throw<ArgumentException>(() => Open("v=1&data=digits-8x8&classes=11")).Message.ShouldContain("2 to 10");
    }
}
