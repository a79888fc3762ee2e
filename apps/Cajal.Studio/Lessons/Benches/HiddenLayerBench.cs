using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>XOR learned by a network with so many hidden units; what the hidden layer makes of the four points.</summary>
internal sealed class HiddenLayerBench() : LessonBench("hidden", Control.Number("units", 0, 0, 8, 1), Control.Number("steps", 300, 0, 1000, 50), Control.Number("seed", 1, 1, 20, 1), Control.Choice("activation", "tanh", "sigmoid", "relu"))
{
    private const int Side = 50;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        int units = values.Whole("units");
        Tensor x = Tensor.From(new[,] { { 0f, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }), y = Tensor.From(new[,] { { 0f }, { 1 }, { 1 }, { 0 } });
        var net = Mlp.Build(units == 0 ? [2, 1] : [2, units, 1], new Rng((ulong)values.Whole("seed")), values["activation"]);
        double[] losses = LessonTraining.Run(new Adam(net.Parameters, 0.05), () => net.Forward(x).BinaryCrossEntropyWithLogits(y), values.Whole("steps"), cancellation);
        Tensor logits = net.Forward(x);
        float[] answers = Floats(logits.Sigmoid());
        double loss = logits.BinaryCrossEntropyWithLogits(y).Item();
        int right = answers.Where((a, i) => a > 0.5f == (i is 1 or 2)).Count();
        var plane = new Chart(values.Say("The answer over the plane", "整个平面上的回答"), new Axis("x₁", -0.5, 1.5), new Axis("x₂", -0.5, 1.5))
        {
            IsSquare = true,
            Map = new ValueMap(Side, Floats(net.Forward(Places(Side, 1).To(DType.Float32) + 0.5).Sigmoid() * 2 - 1), values.Say("blue: 1, orange: 0", "蓝：1，橙：0")),
            Dots = Four(values, [0, 0, 1, 1], [0, 1, 0, 1]),
        };
        var drawings = new List<Drawing> { plane };
        if (units >= 2)
        {
            double[] h = Doubles(net[1].Forward(net[0].Forward(x)));
            double[] first = [.. Enumerable.Range(0, 4).Select(i => h[i * units])], second = [.. Enumerable.Range(0, 4).Select(i => h[i * units + 1])];
            drawings.Add(new Chart(values.Say("The four points as the first two hidden units see them", "前两个隐藏单元眼中的四个点"), Around("h₁", first), Around("h₂", second)) { Dots = Four(values, first, second) });
        }
        if (losses.Length > 0)
            drawings.Add(new Chart(values.Say("Loss", "损失"), new Axis(values.Say("step", "步"), 0, losses.Length), new Axis(values.Say("cross-entropy", "交叉熵"), 0, Math.Max(0.8, losses.Max())))
            { Curves = [new Curve(values.Say("loss", "损失"), [.. losses.Select((_, i) => (double)i)], losses)] });
        return new BenchAnswer(
            [new("right", values.Say("right of four", "四个中答对的"), right), new("loss", values.Say("loss", "损失"), loss), new("parameters", values.Say("weights and biases", "权重与偏置个数"), net.Parameters.Sum(p => p.Count))],
            drawings,
            [values.Say($"Answers to 00, 01, 10, 11: {string.Join(", ", answers.Select(a => Text(Math.Round(a, 2))))}; they should be 0, 1, 1, 0.", $"对 00、01、10、11 的回答：{string.Join("、", answers.Select(a => Text(Math.Round(a, 2))))}；应为 0、1、1、0。")]);
    }

    private static Dots[] Four(BenchValues values, double[] x, double[] y) =>
        [new Dots(values.Say("should be 0", "应为 0"), [x[0], x[3]], [y[0], y[3]], 0, IsLarge: true), new Dots(values.Say("should be 1", "应为 1"), [x[1], x[2]], [y[1], y[2]], 1, IsLarge: true)];
}
