using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class PiecesTests
{
    private static PiecesView? Of(string link, int epochs = 0)
    {
        var course = new Course(StateText.Read(link, out _));
        for (int i = 0; i < epochs; i++) course.StepEpoch();
        return Pieces.Of(course.Bench);
    }

    [Fact]
    public void A_unit_bends_the_curve_where_w_x_plus_b_is_0()
    {
        // a = relu(2x − 1), relu(−x − 3); y = a₁ − a₂ + 0.5
        var view = Of("v=1&data=sine&inputs=x&layers=2:relu&weights=2,-1,-1,-3,1,-1,0.5")!;
        view.IsStraight.ShouldBeTrue();
        view.Bends.Select(b => (MathF.Round(b.X, 4), b.Layer, b.Unit)).ShouldBe([(-3f, 1, 1), (0.5f, 1, 0)]);
        view.Parts.Select(p => MathF.Round(p.Slope, 3)).ShouldBe([1, 0, 2]);
        view.Bias.ShouldBe(0.5f);
        for (int i = 0; i < view.X.Length; i++) view.Terms.Sum(t => t[i]).ShouldBe(view.Y[i] - 0.5f, 0.02f);
    }

    [Fact]
    public void The_pieces_are_the_curve_in_deep_networks_too()
    {
        var view = Of("v=1&data=sine&noise=0.1&inputs=x&layers=6:relu,5:leaky-relu&optimizer=adam&rate=0.01", epochs: 20)!;
        view.Parts.Count.ShouldBeGreaterThan(3);
        view.Bends.ShouldContain(b => b.Layer == 2);
        foreach (var part in view.Parts)
        {
            int[] inside = [.. Enumerable.Range(0, view.X.Length).Where(i => view.X[i] > part.From && view.X[i] < part.To)];
            if (inside.Length > 1) ((view.Y[inside[^1]] - view.Y[inside[0]]) / (view.X[inside[^1]] - view.X[inside[0]])).ShouldBe(part.Slope, 0.05f);
        }
    }

    [Theory]
    [InlineData("v=1&data=sine&inputs=x&layers=4:tanh")]
    [InlineData("v=1&data=sine&inputs=x,xx&layers=4:relu")]
    public void Where_something_is_curved_no_pieces_are_claimed(string link)
    {
        var view = Of(link)!;
        view.IsStraight.ShouldBeFalse();
        view.Parts.ShouldBeEmpty();
        view.Terms.Count.ShouldBe(4);
    }

    [Fact]
    public void A_plane_has_no_curve() => Of("v=1").ShouldBeNull();
}
