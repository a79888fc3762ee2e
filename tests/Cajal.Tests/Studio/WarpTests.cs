using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class WarpTests
{
    private static Bench Open(string link) => new(StateText.Read(link, out _));

    [Fact]
    public void A_layer_of_the_plane_is_where_the_network_puts_it()
    {
        var bench = Open("v=1&layers=3:tanh,2:relu");
        var view = Warp.Of(bench, new ViewRequest { Name = "warp", Layer = 2, First = 1, Second = 0, How = "units" });
        var x = bench.InputsOf([7]);
        var a = bench.Layers[1].Function!.Forward(bench.Layers[1].Linear.Forward(bench.Layers[0].Function!.Forward(bench.Layers[0].Linear.Forward(x)))).ToArray<float>();
        view.Points[14].ShouldBe(a[1], 1e-3f * (1 + Math.Abs(a[1])));
        view.Points[15].ShouldBe(a[0], 1e-3f * (1 + Math.Abs(a[0])));
        view.Points.Length.ShouldBe(2 * bench.Data.Targets.Length);
        (view.Grid.Length % (2 * view.Length)).ShouldBe(0);
        // The last hidden layer has two units: the border between the classes is a line of it.
        float[] w = bench.Layers[^1].Linear.Weight.ToArray<float>();
        view.Border.ShouldBe([w[1], w[0], 0]);
    }

    [Fact]
    public void Principal_directions_hold_most_of_what_the_points_spread()
    {
        var view = Warp.Of(Open("v=1&layers=6:tanh"), new ViewRequest { Name = "warp", Layer = 1 });
        view.Shares.ShouldNotBeNull();
        view.Shares[0].ShouldBeGreaterThanOrEqualTo(view.Shares[1]);
        (view.Shares[0] + view.Shares[1]).ShouldBeInRange(0.4, 1 + 1e-9);
        Warp.Of(Open("v=1&layers=2:tanh"), new ViewRequest { Name = "warp", Layer = 1 }).Shares.ShouldBeNull();
    }

    [Theory]
    [InlineData("v=1&data=circle&inputs=x,y", 0.4, 0.8)]
    [InlineData("v=1&data=circle&inputs=xx,yy", 0.97, 1)]
    [InlineData("v=1&data=clouds&classes=3", 0.9, 1)]
    [InlineData("v=1&data=plane", 0.98, 1)]
    public void A_linear_probe_of_the_inputs_finds_what_a_line_can_find(string link, double least, double most)
    {
        var scores = Warp.Of(Open(link), new ViewRequest { Name = "warp" }).Scores;
        scores[0].Train!.Value.ShouldBeInRange(least, most);
        scores[0].Test!.Value.ShouldBeInRange(least - 0.05, most);
    }

    [Fact]
    public void Layers_and_units_that_are_no_more_there_are_taken_for_the_nearest()
    {
        var view = Warp.Of(Open("v=1&layers=1:relu"), new ViewRequest { Name = "warp", Layer = 9, First = 9, Second = 9 });
        (view.Layer, view.Units, view.First, view.Second).ShouldBe((2, 1, 0, 0));
        Warp.Of(Open("v=1&data=sine&inputs=x&layers=3:relu"), new ViewRequest { Name = "warp", Layer = 1 }).Grid.Length.ShouldBe(2 * view.Length);
    }

    [Fact]
    public void Axes_of_points_on_a_line_are_the_line_and_its_right_angle()
    {
        var axes = PrincipalAxes.Of([[3, 4], [-6, -8], [1.5, 2]])!;
        axes.First[0].ShouldBe(0.6, 1e-9);
        axes.First[1].ShouldBe(0.8, 1e-9);
        PrincipalAxes.Dot(axes.First, axes.Second).ShouldBe(0, 1e-9);
        axes.Shares[0].ShouldBe(1, 1e-9);
        PrincipalAxes.Of([[0, 0], [0, 0]]).ShouldBeNull();
    }
}
