using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>The numbers of a pinned point are those of the lectures' worked examples.</summary>
public class PinnedSampleTests
{
    [Fact]
    public void The_forward_pass_by_hand()
    {
        var course = new Course(StateText.Read(Presets.LectureForward, out _));
        var trace = PinnedSample.Trace(course.Bench, 0, null);
        trace.Inputs.ShouldBe([0.5f, 0.8f]);
        Near(trace.Layers[0].Z, 0.52, 0.43);
        Near(trace.Layers[0].A, 0.6271477663, 0.6058736684);
        Near(trace.Layers[1].Z, 0.9792254940);
        trace.Layers[1].A[0].ShouldBe(0.727f, 5e-4f);
    }

    [Fact]
    public void The_backpropagation_demo_and_its_update()
    {
        var course = new Course(StateText.Read(Presets.LectureBackward, out _));
        var trace = PinnedSample.Trace(course.Bench, 0, course.PreviewUpdate());
        Near(trace.Layers[0].Z, 0.755, 0.68);
        Near(trace.Layers[0].A, 0.6802671967, 0.6637386974);
        Near(trace.Layers[1].Z, 0.8014449867);
        Near(trace.Layers[1].A, 0.6902834929);
        Near(trace.Layers[1].Delta, 0.0406811251);
        trace.Loss!.Value.ShouldBe(0.0181039038, 1e-7);
        trace.Layers[0].Biases.ShouldBeNull();
        double[] exact = [0.0990709288, 0.7976109599, 0.3971399242, 0.5926455195], output = [0.2723259651, 0.8729983630];
        for (int i = 0; i < 4; i++) (trace.Layers[0].Weights[i] + trace.Layers[0].WeightUpdates![i]).ShouldBe((float)exact[i], 1e-6f);
        course.StepBatch();
        Near(course.Bench.Layers[0].Linear.Weight.ToArray<float>(), exact);
        Near(course.Bench.Layers[1].Linear.Weight.ToArray<float>(), output);
    }

    private static void Near(float[] values, params double[] expected)
    {
        values.Length.ShouldBe(expected.Length);
        for (int i = 0; i < values.Length; i++) ((double)values[i]).ShouldBe(expected[i], 1e-6);
    }
}
