using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>One neuron: a = f(w₁x₁ + w₂x₂ + b), over the whole plane and at one input.</summary>
internal sealed class NeuronBench() : LessonBench("neuron",
    Control.Number("w1", 1, -5, 5, 0.1), Control.Number("w2", 1, -5, 5, 0.1), Control.Number("b", 0, -5, 5, 0.1), Control.Number("x1", 0.5, -2, 2, 0.1), Control.Number("x2", 0.5, -2, 2, 0.1),
    Control.Choice("activation", "sigmoid", "tanh", "relu", "identity"))
{
    private const int Side = 60;
    private const double Half = 2;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        double w1 = values.Number("w1"), w2 = values.Number("w2"), b = values.Number("b"), x1 = values.Number("x1"), x2 = values.Number("x2");
        var linear = new Linear(2, 1, new Rng(1), dtype: DType.Float64);
        linear.Weight.Assign(Tensor.From(new[,] { { w1, w2 } }));
        linear.Bias!.Assign(Tensor.From(new[] { b }));
        var function = Activation.Parse(values["activation"]);
        Tensor z = linear.Forward(Tensor.From(new[,] { { x1, x2 } }));
        double net = z.Item(), a = function.Forward(z).Item();
        var chart = new Chart(values.Say("What the neuron answers to every input", "神经元对每个输入的回答"), new Axis("x₁", -Half, Half), new Axis("x₂", -Half, Half))
        {
            IsSquare = true,
            Map = new ValueMap(Side, Floats(function.Forward(linear.Forward(Places(Side, Half)))), values.Say("answer a", "输出 a")),
            Curves = Border(w1, w2, b) is var (xs, ys) ? [new Curve("z = 0", xs, ys, 2)] : [],
            Dots = [new Dots(values.Say("this input", "当前输入"), [x1], [x2], 3, IsLarge: true)],
        };
        return new BenchAnswer(
            [new("z", "z", net), new("a", "a", a)],
            [chart, new Bars(values.Say("What adds up to z", "z 由哪些项相加而成"), ["w₁·x₁", "w₂·x₂", "b"], [w1 * x1, w2 * x2, b])],
            [FormattableString.Invariant($"z = {Text(w1)}·{Text(x1)} + {Text(w2)}·{Text(x2)} + {Text(b)} = {Text(net)}"), $"a = f(z) = {Text(a)}"]);
    }

    // The line w₁x₁ + w₂x₂ + b = 0 from one end of the square to the other; null where the weights draw none.
    private static (double[] X, double[] Y)? Border(double w1, double w2, double b)
    {
        if (w1 == 0 && w2 == 0) return null;
        return Math.Abs(w2) >= Math.Abs(w1) ? ([-Half, Half], [-(b - w1 * Half) / w2, -(b + w1 * Half) / w2]) : ([-(b - w2 * Half) / w1, -(b + w2 * Half) / w1], [-Half, Half]);
    }
}
