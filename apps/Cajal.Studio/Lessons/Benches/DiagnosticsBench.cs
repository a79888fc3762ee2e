namespace Cajal.Studio;

/// <summary>Five trainings, four of them ill: their curves, and what the Doctor says. Each is a state of the playground.</summary>
internal sealed class DiagnosticsBench() : LessonBench("diagnostics", Control.Choice("patient", "A", "B", "C", "D", "E"), Control.Number("epochs", 20, 5, 60, 5), Control.Choice("doctor", "off", "on"), Control.Choice("cure", "none", "rate", "start", "more-points", "relu-to-tanh"))
{
    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        var healthy = new PlaygroundState { Data = "moons", Count = 200, Noise = 0.15, Layers = "8:tanh,8:tanh", Optimizer = "adam", Rate = 0.01 };
        var state = values["patient"] switch
        {
            "A" => healthy with { Optimizer = "gradient-descent", Rate = 100 },
            "B" => healthy with { Init = "zeros", Layers = "8:tanh,8:tanh" },
            "C" => healthy with { Count = 60, Noise = 0.5, TrainShare = 0.3, Layers = "64:relu,64:relu" },
            "D" => healthy with { Layers = "8:relu,8:relu", FirstBias = -10, Optimizer = "gradient-descent", Rate = 0.1 },
            _ => healthy,
        };
        state = values["cure"] switch
        {
            "rate" => state with { Rate = 0.01, Optimizer = "adam" },
            "start" => state with { Init = "auto", FirstBias = 0 },
            "more-points" => state with { Count = 600, TrainShare = 0.5 },
            "relu-to-tanh" => state with { Layers = state.Layers.Replace("relu", "tanh", StringComparison.Ordinal) },
            _ => state,
        };
        var course = new Course(state);
        for (int epoch = 0; epoch < values.Whole("epochs") && course.Frozen is null; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            course.StepEpoch();
        }
        var points = course.Curves.Curves.Points;
        double[] at = [.. points.Select(p => (double)p.Epoch)], train = [.. points.Select(p => p.Train ?? double.NaN)], test = [.. points.Select(p => p.Test ?? double.NaN)];
        var looks = course.Curves.Curves.Layers;
        var drawings = new List<Drawing>
        {
            new Chart(values.Say("Loss", "损失"), new Axis(values.Say("epoch", "轮"), 0, Math.Max(1, at.LastOrDefault())), Around(values.Say("loss", "损失"), [0, .. train, .. test]))
            { Curves = [new Curve(values.Say("training", "训练"), at, train), new Curve(values.Say("test", "测试"), at, test, 1, IsDashed: true)] },
        };
        if (looks.Count > 0)
            drawings.Add(new NumberTable(values.Say("The layers at the last look", "最近一次观察的各层"), [values.Say("layer", "层"), values.Say("gradient norm", "梯度范数"), values.Say("update ratio", "更新比"), values.Say("dead", "死亡"), values.Say("saturated", "饱和")],
                [.. looks[^1].Layers.Select((l, i) => (IReadOnlyList<string>)[$"{i + 1}", Known(l.Gradient), Known(l.Update), Known(l.Dead), Known(l.Saturated)])]));
        var says = new List<string>();
        if (course.Frozen is { } frozen) says.Add(frozen);
        if (values["doctor"] == "on")
        {
            var advice = course.Doctor.Glance(course.Bench);
            says.Add(values.Say("The Doctor: ", "诊断：") + Tongue.Say(advice.Headline));
            says.AddRange(advice.Findings.Select(f => Tongue.Say(f.Name) + values.Say(": ", "：") + Tongue.Say(f.Symptom)));
        }
        double last = train.LastOrDefault(double.NaN), other = test.LastOrDefault(double.NaN);
        return new BenchAnswer(
            [new("train", values.Say("training loss", "训练损失"), last), new("test", values.Say("test loss", "测试损失"), other), new("gap", values.Say("test − training", "测试 − 训练"), other - last), new("accuracy", values.Say("right on test points", "测试正确率"), points.LastOrDefault()?.TestAccuracy ?? double.NaN)],
            drawings, says);
    }

    private static string Known(double? value) => value is { } v && !double.IsNaN(v) ? Text(v) : "–";
}
