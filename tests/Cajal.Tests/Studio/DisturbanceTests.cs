using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class DisturbanceTests
{
    private static PointData Of(string link) => PointData.Of(StateText.Read(link, out _));

    [Fact]
    public void Without_them_points_are_those_of_before()
    {
        var data = Of("v=1&data=moons&noise=0.1");
        (data.Train.Length, data.Validation.Length, data.Test.Length).ShouldBe((250, 0, 250));
        data.Train.Concat(data.Test).Order().ShouldBe(Enumerable.Range(0, 500));
    }

    [Fact]
    public void Validation_is_taken_from_what_is_not_trained_on()
    {
        var (with, without) = (Of("v=1&validation=0.2"), Of("v=1"));
        (with.Train.Length, with.Validation.Length, with.Test.Length).ShouldBe((250, 100, 150));
        with.Train.ShouldBe(without.Train);
        with.Validation.Concat(with.Test).ShouldBe(without.Test);
        Of("v=1&trainShare=1&validation=0.2").Notes.ShouldContain(n => n.Contains("Nothing is left"));
    }

    [Fact]
    public void Validation_is_what_the_training_is_judged_by()
    {
        var course = new Course(StateText.Read("v=1&validation=0.2", out _));
        course.Bench.Judge!.ExampleCount.ShouldBe(100);
        course.StepEpoch();
        course.Curves.Curves.Points[^1].Validation.ShouldNotBeNull();
        new Course(new PlaygroundState()).Bench.Judge!.ExampleCount.ShouldBe(250);
    }

    [Fact]
    public void Wrong_labels_are_as_many_as_asked_and_only_in_training()
    {
        var (right, wrong) = (Of("v=1&data=clouds&classes=3"), Of("v=1&data=clouds&classes=3&labelNoise=0.2"));
        wrong.Train.Count(r => wrong.Targets[r] != right.Targets[r]).ShouldBe(50);
        wrong.Test.ShouldAllBe(r => wrong.Targets[r] == right.Targets[r]);
        var curve = Of("v=1&data=sine&noise=0.1&inputs=x&labelNoise=0.2");
        curve.Train.ShouldAllBe(r => curve.Places[r, 1] == curve.Targets[r]);
    }

    [Fact]
    public void A_rare_class_outliers_and_repeated_points_are_as_many_as_asked()
    {
        Of("v=1&ratio=0.1").Targets.Count(t => t == 1).ShouldBe(25);
        var (near, far) = (Of("v=1&data=moons&noise=0.1"), Of("v=1&data=moons&noise=0.1&outliers=0.1"));
        int[] moved = [.. Enumerable.Range(0, 500).Where(r => near.Places[r, 0] != far.Places[r, 0])];
        moved.Length.ShouldBe(25);
        moved.ShouldAllBe(r => far.Train.Contains(r));
        var twice = Of("v=1&duplicates=0.4");
        twice.Train.Length.ShouldBe(350);
        twice.Train.CountBy(r => r).Count(c => c.Value == 2).ShouldBe(100);
    }

    [Fact]
    public void A_leak_trains_on_every_point_of_the_test()
    {
        var data = Of("v=1&leak=true&validation=0.1");
        data.Train.Length.ShouldBe(500);
        data.Test.Concat(data.Validation).ShouldAllBe(r => data.Train.Contains(r));
        var scene = SceneWriting.Of(new Course(StateText.Read("v=1&leak=true", out _)), []);
        Enumerable.Range(0, 500).Count(i => scene.Points[4 * i + 3] == 3).ShouldBe(250);
    }

    [Fact]
    public void Noise_moves_the_values_of_a_table()
    {
        var (still, noisy) = (Of("v=1&data=iris"), Of("v=1&data=iris&noise=0.3"));
        Enumerable.Range(0, 150).Count(r => still.Places[r, 2] != noisy.Places[r, 2]).ShouldBeGreaterThan(145);
    }

    [Theory]
    [InlineData("v=1&labelNoise=0.7", "wrong labels")]
    [InlineData("v=1&ratio=0", "last class")]
    [InlineData("v=1&outliers=-0.1", "outliers")]
    [InlineData("v=1&duplicates=2", "twice")]
    [InlineData("v=1&validation=1", "validation")]
    [InlineData("v=1&scale=huge", "standardised")]
    public void A_share_that_is_none_says_what_was_expected(string link, string lesson) => Should.Throw<ArgumentException>(() => new Bench(StateText.Read(link, out _))).Message.ShouldContain(lesson);

    [Fact]
    public void Scaled_inputs_are_what_the_network_reads_and_the_plane_stays()
    {
        Bench raw = new(StateText.Read("v=1", out _)), large = new(StateText.Read("v=1&scale=x1000", out _)), standard = new(StateText.Read("v=1&scale=standardised&inputs=x,y,xx", out _));
        large.InputsOf([3]).ToArray<float>().ShouldBe([.. raw.InputsOf([3]).ToArray<float>().Select(v => v * 1000)]);
        large.Data.Places.ShouldBe(raw.Data.Places);
        float[] values = standard.TrainExamples.X.ToArray<float>();
        for (int k = 0; k < 3; k++)
        {
            double[] column = [.. Enumerable.Range(0, 250).Select(i => (double)values[3 * i + k])];
            column.Average().ShouldBe(0, 1e-4);
            column.Average(v => v * v).ShouldBe(1, 1e-3);
        }
        string code = CodeExport.Of(standard);
        code.ShouldContain("float[] shift = [");
        CodeExport.Of(raw).ShouldNotContain("shift");
    }

    [Theory]
    [InlineData("leak=true", "D1")]
    [InlineData("labelNoise=0.2", "D3")]
    [InlineData("scale=x1000", "D5")]
    public void The_Doctor_finds_what_was_spoiled_and_nothing_of_it_before(string spoiled, string code)
    {
        const string sound = "v=1&data=moons&noise=0.1&layers=8:tanh&optimizer=adam&rate=0.01";
        Codes(sound).ShouldNotContain(code);
        Codes($"{sound}&{spoiled}").ShouldContain(code);

        static string[] Codes(string link)
        {
            var course = new Course(StateText.Read(link, out _));
            for (int i = 0; i < 5; i++) course.StepEpoch();
            return [.. course.Doctor.Ask(course.Bench).Findings.Select(f => f.Code)];
        }
    }
}
