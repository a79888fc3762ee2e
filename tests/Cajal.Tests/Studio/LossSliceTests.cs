using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class LossSliceTests
{
    private static Course Trained(int epochs = 8)
    {
        var course = new Course(StateText.Read("v=1&data=spiral&layers=6:tanh&optimizer=adam&rate=0.01", out _));
        for (int i = 0; i < epochs; i++) course.StepEpoch();
        return course;
    }

    [Theory]
    [InlineData("path")]
    [InlineData("drawn")]
    [InlineData("straight")]
    public void The_weights_stand_bit_for_bit_as_they_were(string how)
    {
        var course = Trained();
        float[] before = [.. course.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>())];
        LossSlice.Of(course, new ViewRequest { Name = "surface", How = how }).Losses.ShouldAllBe(l => l != null);
        course.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>()).ShouldBe(before);
    }

    [Fact]
    public void Along_the_straight_line_lie_the_first_loss_and_the_present_one()
    {
        var course = Trained();
        var view = LossSlice.Of(course, new ViewRequest { Name = "surface", How = "straight" });
        int first = Array.IndexOf(view.Along!, 0f), now = Array.IndexOf(view.Along!, 1f);
        view.Losses[first]!.Value.ShouldBe(course.Curves.Curves.Points[0].Train!.Value, 1e-6);
        view.Losses[now]!.Value.ShouldBe(Scores.Of(course.Bench).TrainLoss, 1e-6);
    }

    [Fact]
    public void The_path_ends_in_the_middle_of_its_plane_and_its_losses_lie_there()
    {
        var course = Trained();
        var view = LossSlice.Of(course, new ViewRequest { Name = "surface", How = "path" });
        view.How.ShouldBe("path");
        view.Steps.ShouldBeInOrder();
        view.Path.Length.ShouldBe(2 * view.Steps.Count);
        (view.Path[^2], view.Path[^1]).ShouldBe((0f, 0f));
        (view.Shares![0] + view.Shares[1]).ShouldBeInRange(0.7, 1 + 1e-9);
        float[] f = view.Frame!;
        for (int i = 0; i < view.Path.Length; i += 2) (view.Path[i] >= f[0] && view.Path[i] <= f[1] && view.Path[i + 1] >= f[2] && view.Path[i + 1] <= f[3]).ShouldBeTrue();
        // The grid's place nearest to the present weights has nearly their loss.
        int column = (int)Math.Round(-f[0] / (f[1] - f[0]) * (view.Side - 1)), row = (int)Math.Round(-f[2] / (f[3] - f[2]) * (view.Side - 1));
        double here = Scores.Of(course.Bench).TrainLoss;
        view.Losses[row * view.Side + column]!.Value.ShouldBe(here, 0.15 * here);
        view.Contours.ShouldNotBeEmpty();
    }

    [Fact]
    public void Before_the_first_step_directions_are_drawn() =>
        LossSlice.Of(new Course(new PlaygroundState()), new ViewRequest { Name = "surface", How = "path" }).How.ShouldBe("drawn");

    [Fact]
    public void A_large_network_has_a_coarser_picture()
    {
        var course = new Course(StateText.Read("v=1&layers=128:relu,128:relu", out _));
        LossSlice.Of(course, new ViewRequest { Name = "surface" }).Side.ShouldBeInRange(9, 15);
    }
}
