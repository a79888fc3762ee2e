namespace Cajal.Studio;

/// <summary>The lectures' worked examples beside the numbers of the network that stands here.</summary>
internal static class LectureCheck
{
    // The lectures print two to six digits of numbers they rounded on the way; exact ones are from double precision, and single precision keeps 1e-6 of them.
    private const double Near = 1e-6;

    /// <summary>The rows that can be held against the lecture at this step; null when the state is no lecture's.</summary>
    public static LectureRows? Of(Course course)
    {
        long step = course.Bench.Trainer.StepsDone;
        if (course.Frozen is not null || Name(course.State) is not { } name) return null;
        if (step > 1 || (step == 1 && name == "forward")) return new LectureRows { Lecture = name, Step = step, Rows = [] };
        var trace = PinnedSample.Trace(course.Bench, 0, step == 0 ? course.PreviewUpdate() : null);
        return new LectureRows { Lecture = name, Step = step, Rows = [.. name == "forward" ? Forward(trace) : step == 0 ? Backward(trace) : Further(trace)] };
    }

    private static string? Name(PlaygroundState state) => Is(state, Presets.LectureForward) ? "forward" : Is(state, Presets.LectureBackward) ? "backward" : null;

    private static bool Is(PlaygroundState state, string link) => Changes.AreView(Changes.Between(state, StateText.Read(link, out _)));

    private static IEnumerable<LectureRow> Forward(PinnedTrace trace)
    {
        PinnedLayer hidden = trace.Layers[0], output = trace.Layers[1];
        yield return Row("z₁", hidden.Z[0], "0.52", 0.52);
        yield return Row("z₂", hidden.Z[1], "0.43", 0.43);
        yield return Row("a₁ = σ(z₁)", hidden.A[0], "0.627", 0.6271477663);
        yield return Row("a₂ = σ(z₂)", hidden.A[1], "0.606", 0.6058736684);
        yield return Row("0.6 · a₁", hidden.A[0] * output.Weights[0], "0.376", 0.3762886598);
        yield return Row("0.5 · a₂", hidden.A[1] * output.Weights[1], "0.303", 0.3029368342);
        yield return Row("z", output.Z[0], "0.979", 0.9792254940);
        yield return Row("y = σ(z)", output.A[0], "0.727", 0.7269545104);
        yield return Row("E = (y − 1)²/2", trace.Loss ?? double.NaN, null, 0.0372769197);
        yield return Row("δ", output.Delta[0], null, -0.0541972498);
        yield return Row("δ₁", hidden.Delta[0], null, -0.0076038778);
        yield return Row("δ₂", hidden.Delta[1], null, -0.0064709014);
    }

    private static IEnumerable<LectureRow> Backward(PinnedTrace trace)
    {
        PinnedLayer hidden = trace.Layers[0], output = trace.Layers[1];
        yield return Row("net₁", hidden.Z[0], "0.755", 0.755);
        yield return Row("h₁", hidden.A[0], "0.68", 0.6802671967);
        yield return Row("net₂", hidden.Z[1], "0.68", 0.68);
        yield return Row("h₂", hidden.A[1], "0.6637", 0.6637386974);
        yield return Row("net", output.Z[0], "0.80133", 0.8014449867);
        yield return Row("y", output.A[0], "0.69", 0.6902834929);
        yield return Row("δ = (y − t)·y·(1 − y)", output.Delta[0], "0.0406", 0.0406811251);
        yield return Row("E", trace.Loss ?? double.NaN, null, 0.0181039038);
        if (output.WeightUpdates is not { } outputs || hidden.WeightUpdates is not { } hiddens) yield break;
        yield return Row("w₁ + Δw₁", output.Weights[0] + outputs[0], "0.272392", 0.2723259651);
        yield return Row("w₂ + Δw₂", output.Weights[1] + outputs[1], "0.87305", 0.8729983630);
        double[] exact = [0.0990709288, 0.7976109599, 0.3971399242, 0.5926455195];
        for (int i = 0; i < 4; i++) yield return Row($"w{"₃₄₅₆"[i]} + Δw{"₃₄₅₆"[i]}", hidden.Weights[i] + hiddens[i], null, exact[i]);
    }

    private static IEnumerable<LectureRow> Further(PinnedTrace trace)
    {
        PinnedLayer hidden = trace.Layers[0], output = trace.Layers[1];
        yield return Row("net₁", hidden.Z[0], null, 0.7525246890);
        yield return Row("net₂", hidden.Z[1], null, 0.6723799410);
        yield return Row("h₁", hidden.A[0], null, 0.6797285672);
        yield return Row("h₂", hidden.A[1], null, 0.6620358628);
        yield return Row("net", output.Z[0], null, 0.7630639625);
        yield return Row("y", output.A[0], null, 0.6820185833);
        yield return Row("E", trace.Loss ?? double.NaN, null, 0.0165653823);
    }

    private static LectureRow Row(string name, double here, string? printed, double exact) => new(name, here, printed, exact, Math.Abs(here - exact) <= Near);
}

/// <summary>A lecture's example held against the network.</summary>
internal sealed record LectureRows
{
    /// <summary>Marks the message.</summary>
    public string Is => "lecture";

    /// <summary>forward or backward; null when the state is no lecture's.</summary>
    public string? Lecture { get; init; }

    /// <summary>Updates made.</summary>
    public long Step { get; init; }

    /// <summary>Its numbers; none at steps of which the lecture says nothing.</summary>
    public IReadOnlyList<LectureRow> Rows { get; init; } = [];
}

/// <summary>A number of a lecture.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Here">The network's number.</param>
/// <param name="Printed">As the lecture prints it; null when it does not.</param>
/// <param name="Exact">In double precision, without rounding on the way.</param>
/// <param name="IsRight">Whether the two are the same to 1e-6.</param>
internal sealed record LectureRow(string Name, double Here, string? Printed, double Exact, bool IsRight);
