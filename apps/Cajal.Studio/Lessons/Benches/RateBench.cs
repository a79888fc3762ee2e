using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>One network, one start, one learning rate η = 10^exponent.</summary>
internal sealed class RateBench() : LessonBench("rate", Control.Number("exponent", -1, -4, 2, 0.1), Control.Choice("optimizer", "gradient-descent", "momentum", "adam"), Control.Number("steps", 200, 20, 400, 20))
{
    private static readonly Lazy<LessonPoints> Points = new(() => LessonPoints.Of("moons", 200, 0.15, 3));

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        double rate = Math.Pow(10, values.Number("exponent"));
        var points = Points.Value;
        var net = Mlp.Build([2, 16, 16, 1], new Rng(4), "tanh");
        Optimizer optimizer = values["optimizer"] switch { "adam" => new Adam(net.Parameters, rate), "momentum" => new Sgd(net.Parameters, rate, 0.9), _ => new GradientDescent(net.Parameters, rate) };
        double[] losses = LessonTraining.Run(optimizer, () => points.Loss(net), values.Whole("steps"), cancellation);
        double loss = points.Loss(net).Item(), most = Math.Min(5, losses.Where(double.IsFinite).DefaultIfEmpty(1).Max());
        double rises = losses.Skip(1).Zip(losses, (after, before) => after > before ? 1.0 : 0).DefaultIfEmpty(0).Average();
        var curve = new Chart(values.Say("Training loss", "训练损失"), new Axis(values.Say("step", "步"), 0, losses.Length), new Axis(values.Say("loss", "损失"), 0, Math.Max(0.8, most)))
        { Curves = [new Curve(values.Say($"η = {Text(rate)}", $"η = {Text(rate)}"), [.. losses.Select((_, i) => (double)i)], losses)] };
        var plane = new Chart(values.Say("What it has learned", "学到的结果"), new Axis("x₁", -2, 2), new Axis("x₂", -2, 2))
        { IsSquare = true, Map = new ValueMap(50, Floats(net.Forward(Places(50, 2).To(DType.Float32)).Sigmoid() * 2 - 1), values.Say("answer", "回答")), Dots = points.Draw(values) };
        return new BenchAnswer(
            [new("rate", "η", rate), new("loss", values.Say("loss", "损失"), loss), new("accuracy", values.Say("right", "正确率"), points.Accuracy(net)), new("rises", values.Say("steps that made it worse", "使损失变大的步的比例"), rises)],
            [curve, plane],
            [!double.IsFinite(loss) ? values.Say("The numbers are lost: the rate is far too high.", "数值已失效：学习率过高。") : rises > 0.2 ? values.Say("The loss jumps: the rate is too high.", "损失来回跳动：学习率过高。")
                : loss > 0.5 ? values.Say("Still far from done: the rate is too low for so few steps.", "离收敛还远：对这么少的步数而言学习率过低。") : values.Say("The loss falls steadily.", "损失平稳下降。")]);
    }
}
