using Cajal.Networks;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class HiddenLayerTests
{
    private const string All = "6:relu:norm=batch:dropout=0.25,6:tanh:norm=layer:skip:l1=0.01:l2=0.02,3:sine";

    private static Course Open(string link) => new(StateText.Read(link, out _));

    private static float[] Weights(Course course) => [.. course.Bench.Kept.SelectMany(p => p.ToArray<float>())];

    [Theory]
    [InlineData("4:tanh", "4:tanh")]
    [InlineData("4", "4:tanh")]
    [InlineData("6:leaky-relu(0.2):norm=batch:dropout=0.25:skip:l1=0.01:l2=0.02", "6:leaky-relu(0.2):norm=batch:dropout=0.25:skip:l1=0.01:l2=0.02")]
    public void A_layer_is_written_as_it_is_read(string text, string written) => HiddenLayer.Parse(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData("4:tanh:norm=group", "batch or layer")]
    [InlineData("4:tanh:dropout=1", "from 0 to 0.95")]
    [InlineData("4:tanh:l2=-1", "from 0")]
    [InlineData("4:tanh:skip=1", "norm=batch")]
    [InlineData("4:tanh:spin", "spin")]
    public void A_wrong_option_says_what_was_expected(string text, string lesson) => Should.Throw<ArgumentException>(() => HiddenLayer.Parse(text)).Message.ShouldContain(lesson);

    [Fact]
    public void The_network_has_what_is_asked_for_and_the_picture_and_the_pin_are_of_that_network()
    {
        var course = Open($"v=1&layers={All}");
        var bench = course.Bench;
        bench.Network.Modules.OfType<BatchNorm1d>().Count().ShouldBe(1);
        bench.Network.Modules.OfType<LayerNorm>().Count().ShouldBe(1);
        bench.Network.Modules.OfType<Residual>().Count().ShouldBe(1);
        bench.Network.Modules.OfType<Dropout>().Single().Rate.ShouldBe(0.25);
        int row = bench.Data.Train[0];
        PinnedSample.Trace(bench, row, null).Layers[1].N!.Average().ShouldBe(0, 1e-5f);
        for (int i = 0; i < 3; i++) course.StepEpoch();
        float answer = bench.Network.Forward(bench.InputsOf([row])).ToArray<float>()[0];
        var trace = PinnedSample.Trace(bench, row, course.PreviewUpdate());
        trace.Layers[^1].A[0].ShouldBe(answer, 1e-6f);
        var skip = trace.Layers[1];
        for (int u = 0; u < 6; u++) skip.A[u].ShouldBe(skip.F![u] + trace.Layers[0].A[u], 1e-6f);
        trace.Layers[2].N.ShouldBeNull();
        Maps.Frame(bench, 24).Length.ShouldBe(16 + 4 * (16 + bench.Layers.Sum(l => l.Linear.Parameters.Sum(p => p.Count))) + 16 * 24 * 24);
    }

    [Fact]
    public void The_gradient_of_a_pinned_point_is_the_numeric_one_behind_norm_and_skip()
    {
        var course = Open("v=1&layers=4:tanh:norm=layer,4:sigmoid:skip:norm=layer&loss=mse");
        var bench = course.Bench;
        int row = bench.Data.Train[3];
        var trace = PinnedSample.Trace(bench, row, null);
        float[] weights = bench.Layers[0].Linear.Weight.ToArray<float>();
        for (int i = 0; i < weights.Length; i++)
        {
            double Loss(float shift)
            {
                float[] moved = [.. weights];
                moved[i] += shift;
                bench.Layers[0].Linear.Weight.Assign(moved);
                return PinnedSample.Trace(bench, row, null).Loss!.Value;
            }
            ((Loss(0.01f) - Loss(-0.01f)) / 0.02).ShouldBe(trace.Layers[0].WeightGradients[i], 2e-3);
        }
    }

    [Fact]
    public void Masks_and_running_statistics_go_back_and_forward_again_bit_for_bit()
    {
        var course = Open($"v=1&layers={All}");
        for (int i = 0; i < 4; i++) course.StepEpoch();
        float[] there = Weights(course);
        course.Rewind(30);
        course.Rewind(100);
        Weights(course).ShouldBe(there);
        course.PreviewUpdate();
        PinnedSample.Trace(course.Bench, course.Bench.Data.Train[0], null);
        course.Doctor.Glance(course.Bench);
        FirstBadNumber.Find(course.Bench);
        course.StepEpoch();
        float[] watched = Weights(course);
        var straight = Open($"v=1&layers={All}");
        for (int i = 0; i < 5; i++) straight.StepEpoch();
        watched.ShouldBe(Weights(straight));
    }

    [Fact]
    public void A_derivation_leaves_the_masks_that_follow_as_they_were()
    {
        Course course = Open("v=1&layers=4:tanh:dropout=0.5"), straight = Open("v=1&layers=4:tanh:dropout=0.5");
        Explanation.Of(course.Bench, course.Bench.Data.Train[0], null, 0, 0);
        Explanation.Of(course.Bench, course.Bench.Data.Train[0], 0, 1, 1);
        course.StepEpoch();
        straight.StepEpoch();
        Weights(course).ShouldBe(Weights(straight));
    }

    [Fact]
    public void The_mask_that_is_shown_is_the_one_that_the_update_takes()
    {
        // What a dropped unit sends is 0, so that its weight into the output has no gradient and stays.
        var course = Open("v=1&layers=8:tanh:dropout=0.5&batch=1&rate=0.1");
        int seen = 0;
        for (int i = 0; i < 6; i++)
        {
            int row = course.StepSample()!.Value;
            float[] mask = PinnedSample.Trace(course.Bench, row, null).Layers[0].Mask!;
            float[] before = course.Bench.Layers[1].Linear.Weight.ToArray<float>();
            course.StepSample().ShouldBeNull();
            float[] after = course.Bench.Layers[1].Linear.Weight.ToArray<float>();
            for (int u = 0; u < 8; u++) (after[u] == before[u]).ShouldBe(mask[u] == 0);
            seen += mask.Count(m => m == 0);
        }
        seen.ShouldBeInRange(1, 47);
        PinnedSample.Trace(course.Bench, course.Bench.Data.Test[0], null).Layers[0].Mask.ShouldBeNull();
    }

    [Fact]
    public void A_penalty_of_one_layer_is_of_its_weights_alone_and_is_reported()
    {
        var course = Open("v=1&layers=4:tanh:l2=0.5,2:tanh");
        double sum = course.Bench.Layers[0].Linear.Weight.ToArray<float>().Sum(w => (double)w * w);
        Scores.Of(course.Bench).Penalty.ShouldBe(0.5 * sum, 1e-4);
        var plain = Open("v=1&layers=4:tanh,2:tanh");
        course.StepBatch();
        plain.StepBatch();
        course.Bench.Layers[0].Linear.Weight.ToArray<float>().ShouldNotBe(plain.Bench.Layers[0].Linear.Weight.ToArray<float>());
        course.Bench.Layers[1].Linear.Weight.ToArray<float>().ShouldBe(plain.Bench.Layers[1].Linear.Weight.ToArray<float>());
    }

    [Fact]
    public void What_cannot_be_is_said()
    {
        Open("v=1&layers=4:tanh,3:tanh:skip").Bench.Warnings.ShouldContain(w => w.Contains("Layer 2 cannot add its input"));
        Open("v=1&layers=4:tanh,4:tanh:skip").Bench.Warnings.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => Open("v=1&layers=4:tanh:norm=batch&batch=1")).Message.ShouldContain("two examples");
        Should.Throw<ArgumentException>(() => Open("v=1&layers=4:tanh:norm=batch&batch=249")).Message.ShouldContain("leave one alone");
    }

    [Fact]
    public void A_link_with_weights_brings_the_running_statistics_too()
    {
        var course = Open("v=1&layers=4:tanh:norm=batch");
        course.StepEpoch();
        string weights = string.Join(',', Weights(course).Select(w => w.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        var again = new Course(StateText.Read(StateText.Write(course.State with { Weights = weights }), out _));
        Scores.Of(again.Bench).TestLoss.ShouldBe(Scores.Of(course.Bench).TestLoss, 1e-12);
    }

    [Fact]
    public void The_Doctor_names_the_layer_inside_of_a_skip_and_its_dropout_can_be_cured()
    {
        var course = Open("v=1&layers=8:relu:dropout=0.95,8:relu:skip:dropout=0.95&init=zeros");
        for (int i = 0; i < 20; i++) course.StepEpoch();
        var advice = course.Doctor.Ask(course.Bench);
        advice.Findings.First(f => f.Code == "S3").Layers.ShouldContain(1);
        int at = Array.FindIndex([.. advice.Findings], f => f.Code == "S7");
        course.Doctor.Try(course.State, at, 0).Layers.ShouldBe("8:relu:dropout=0.2,8:relu:dropout=0.2:skip");
    }
}
