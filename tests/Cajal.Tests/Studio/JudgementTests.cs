using Cajal.Studio;
using Cajal.Training;

namespace Cajal.Tests.Studio;

public class JudgementTests
{
    private static Course Trained(string link, int epochs = 10)
    {
        var course = new Course(StateText.Read(link, out _));
        for (int i = 0; i < epochs; i++) course.StepEpoch();
        return course;
    }

    [Theory]
    [InlineData("v=1&data=spiral&layers=6:tanh&optimizer=adam&rate=0.01", 1)]
    [InlineData("v=1&data=spiral&layers=6:tanh&loss=mse", 1)]
    [InlineData("v=1&data=clouds&classes=4&noise=0.4&layers=3:tanh&validation=0.2", 4)]
    public void Counts_agree_with_the_figures_of_the_playground(string link, int curves)
    {
        var bench = Trained(link).Bench;
        foreach (string part in bench.Data.Validation.Length > 0 ? new[] { "train", "validation", "test" } : ["train", "test"])
        {
            var view = Judgement.Of(bench, new ViewRequest { Name = "judgement", Part = part });
            view.Part.ShouldBe(part);
            int[] rows = part == "train" ? bench.Data.Train : part == "test" ? bench.Data.Test : bench.Data.Validation;
            view.Confusion!.Sum(r => r.Sum()).ShouldBe(rows.Length);
            var scores = Scores.Of(bench);
            double accuracy = part == "train" ? scores.TrainAccuracy : part == "test" ? scores.TestAccuracy : scores.ValidationAccuracy;
            ((double)view.Confusion!.Select((r, i) => r[i]).Sum() / rows.Length).ShouldBe(accuracy, 1e-9);
            view.Metrics.Single(m => m.Name == "accuracy").Value!.Value.ShouldBe(accuracy, 1e-9);
            view.Rankings!.Count.ShouldBe(curves);
            foreach (var worst in view.Worst)
            {
                rows.ShouldContain(worst.Row);
                worst.Answer.ShouldNotBe(worst.Target);
            }
            view.Worst.Select(w => w.By).ShouldBeInOrder(SortDirection.Descending);
        }
    }

    [Fact]
    public void The_area_under_the_curve_is_the_librarys()
    {
        var bench = Trained("v=1&data=spiral&layers=6:tanh&optimizer=adam&rate=0.01").Bench;
        var area = new RocAuc();
        area.Update(bench.Network.Forward(bench.TestExamples.X), Tensor.From(Array.ConvertAll(bench.Data.Test, r => (int)bench.Data.Targets[r])));
        Judgement.Of(bench, new ViewRequest { Name = "judgement", Part = "test" }).Rankings!.Single().Area!.Value.ShouldBe(area.Result, 1e-6);
    }

    [Fact]
    public void Reliability_needs_probabilities()
    {
        var said = Judgement.Of(Trained("v=1").Bench, new ViewRequest { Name = "judgement" }).Reliability;
        said.ShouldNotBeNull();
        said.Bins.Sum(b => b.Count).ShouldBe(250);
        said.Bins.ShouldAllBe(b => b.Said >= 0.5 && b.Said <= 1 && b.Right >= 0 && b.Right <= 1);
        Judgement.Of(Trained("v=1&loss=mse").Bench, new ViewRequest { Name = "judgement" }).Reliability.ShouldBeNull();
    }

    [Fact]
    public void Numbers_are_judged_by_how_far_they_are_off()
    {
        var bench = Trained("v=1&data=plane&layers=4:tanh").Bench;
        var view = Judgement.Of(bench, new ViewRequest { Name = "judgement", Part = "train" });
        view.Confusion.ShouldBeNull();
        view.Answers!.Length.ShouldBe(2 * bench.Data.Train.Length);
        view.Metrics.Single(m => m.Name == "mse").Value!.Value.ShouldBe(Scores.Of(bench).TrainLoss, 1e-5);
        view.Worst[0].By.ShouldBe(Math.Abs(view.Worst[0].Answer - view.Worst[0].Target), 1e-3f);
    }
}
