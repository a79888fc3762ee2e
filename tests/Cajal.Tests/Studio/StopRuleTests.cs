using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class StopRuleTests
{
    private const string ByHeart = "v=1&data=moons&noise=0.5&count=160&trainShare=0.2&layers=64:relu,64:relu&optimizer=adam&rate=0.01";

    [Fact]
    public void Patience_ends_a_run_so_many_epochs_after_its_best_and_going_there_finds_that_loss()
    {
        var course = new Course(StateText.Read(ByHeart + "&stopPatience=15", out _));
        course.Run().ShouldBeFalse();
        var best = course.Curves.Best!;
        best.By.ShouldBe("test");
        course.Bench.Trainer.EpochsDone.ShouldBe(best.Epoch + 15);
        course.Stopped!.ShouldContain($"after epoch {best.Epoch} (step {best.Step})");
        course.Curves.Curves.Points.Min(p => p.Test)!.Value.ShouldBe(best.Loss);
        course.Rewind(best.Step);
        Scores.Of(course.Bench).TestLoss.ShouldBe(best.Loss);
    }

    [Fact]
    public void Where_there_are_points_for_validation_they_judge()
    {
        var course = new Course(StateText.Read(ByHeart + "&validation=0.3&stopPatience=15", out _));
        course.Run().ShouldBeFalse();
        var best = course.Curves.Best!;
        best.By.ShouldBe("validation");
        course.Stopped!.ShouldContain("validation loss has not got better for 15 epochs");
        course.Curves.Curves.Points.Min(p => p.Validation)!.Value.ShouldBe(best.Loss);
    }

    [Fact]
    public void Where_there_are_no_test_points_the_training_loss_is_named()
    {
        var course = new Course(StateText.Read("v=1&data=XOR&rate=0&stopPatience=4", out _));
        course.Run().ShouldBeFalse();
        course.Curves.Best!.By.ShouldBe("training");
        course.Stopped!.ShouldContain("training loss has not got better for 4 epochs");
    }

    [Fact]
    public void A_fork_before_the_best_forgets_it()
    {
        var course = new Course(StateText.Read(ByHeart, out _));
        for (int i = 0; i < 60; i++) course.StepEpoch();
        var best = course.Curves.Best!;
        course.Rewind(best.Step / 2);
        course.Change(course.State with { Rate = 0.001 });
        course.Curves.Best!.Step.ShouldBeLessThanOrEqualTo(best.Step / 2);
        course.Curves.Best!.Loss.ShouldBeGreaterThan(best.Loss);
    }
}
