using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class DoctorPanelTests
{
    private static Course Trained(string link, int epochs)
    {
        var course = new Course(StateText.Read(link, out _));
        for (int i = 0; i < epochs; i++) course.StepEpoch();
        return course;
    }

    [Fact]
    public void Zero_weights_are_found_and_the_prescription_can_be_tried()
    {
        var course = Trained("v=1&init=zeros", 20);
        var advice = course.Doctor.Ask(course.Bench);
        int symmetric = Array.FindIndex([.. advice.Findings], f => f.Prescriptions.Any(p => p.Text.Contains("random weights")));
        symmetric.ShouldBeGreaterThanOrEqualTo(0, string.Join('\n', advice.Findings.Select(f => f.Symptom)));
        int cure = Array.FindIndex([.. advice.Findings[symmetric].Prescriptions], p => p.CanTry);
        course.Change(course.Doctor.Try(course.State, symmetric, cure));
        course.State.Init.ShouldBe("he-uniform");
    }

    [Fact]
    public void A_healthy_training_gets_no_error() =>
        Advice("v=1&layers=8:tanh&rate=0.1", 60).Findings.ShouldNotContain(f => f.Severity == "error");

    [Fact]
    public void A_question_leaves_the_training_as_it_was()
    {
        var course = Trained("v=1&optimizer=adam&rate=0.01", 5);
        float[] Weights() => [.. course.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>())];
        float[] before = Weights();
        course.Doctor.Ask(course.Bench);
        course.Doctor.Glance(course.Bench);
        Weights().ShouldBe(before);
        course.Bench.Trainer.StepsDone.ShouldBe(125);
        var untouched = Trained("v=1&optimizer=adam&rate=0.01", 6);
        course.StepEpoch();
        Weights().ShouldBe([.. untouched.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>())]);
    }

    [Theory]
    [InlineData(0.5, 1.0)]
    [InlineData(1.0, 0.5)]
    public void Points_that_test_may_come_and_go_while_it_trains(double before, double after)
    {
        var course = Trained(FormattableString.Invariant($"v=1&layers=8:tanh&rate=0.1&noise=0.3&trainShare={before}"), 120);
        course.Doctor.Glance(course.Bench);
        course.Change(course.State with { TrainShare = after });
        course.Doctor.Glance(course.Bench);
        course.Doctor.Ask(course.Bench);
        for (int i = 0; i < 60; i++) course.StepEpoch();
        course.Doctor.Glance(course.Bench);
        course.Doctor.Ask(course.Bench).Findings.ShouldNotContain(f => f.Severity == "error");
    }

    private static Advice Advice(string link, int epochs)
    {
        var course = Trained(link, epochs);
        return course.Doctor.Ask(course.Bench);
    }
}
