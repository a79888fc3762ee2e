using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>An activation and its slope at z, and what is left of a gradient behind so many layers that all stand there: f′(z)ⁿ.</summary>
internal sealed class ActivationBench() : LessonBench("activation", Control.Choice("activation", "sigmoid", "tanh", "relu", "leaky-relu", "gelu"), Control.Number("z", 0, -10, 10, 0.1), Control.Number("layers", 1, 1, 20, 1))
{
    private const double Reach = 10;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        var function = Activation.Parse(values["activation"]);
        double z = values.Number("z");
        int layers = values.Whole("layers");
        double[] zs = Between(-Reach, Reach, 401);
        var (f, slopes) = WithSlope(function, zs);
        var (at, slope) = WithSlope(function, [z]);
        double[] left = [.. Enumerable.Range(0, layers + 1).Select(n => Math.Pow(slope[0], n))];
        var chart = new Chart(values.Say("The activation and its slope", "激活函数及其导数"), new Axis("z", -Reach, Reach), Around("", [.. f.Select(v => Math.Min(v, 4)), .. slopes]))
        {
            Curves = [new Curve("f(z)", zs, f), new Curve("f′(z)", zs, slopes, 1, IsDashed: true)],
            Dots = [new Dots(values.Say("here", "当前 z"), [z, z], [at[0], slope[0]], 3, IsLarge: true)],
        };
        var bars = new Chart(values.Say("What is left of a gradient of 1 behind each layer", "梯度 1 经过每一层后还剩多少"), new Axis(values.Say("layers", "层数"), 0, Math.Max(1, layers)), LogAround(values.Say("gradient", "梯度"), left))
        { Curves = [new Curve("f′(z)ⁿ", [.. left.Select((_, n) => (double)n)], left)] };
        return new BenchAnswer(
            [new("f", "f(z)", at[0]), new("slope", "f′(z)", slope[0]), new("left", $"f′(z)^{layers}", left[^1])],
            [chart, bars],
            [slope[0] == 0 ? values.Say("The slope is exactly 0: nothing of the gradient comes through.", "斜率恰为 0：梯度完全传不过去。")
                : Math.Abs(slope[0]) < 0.01 ? values.Say("Saturated: the slope is below 0.01.", "饱和：斜率小于 0.01。") : values.Say("Not saturated here.", "此处未饱和。")]);
    }

    private static (double[] Values, double[] Slopes) WithSlope(Activation function, double[] at)
    {
        using var tape = Tape.Start();
        Tensor z = Tensor.From(at);
        tape.Watch(z);
        Tensor y = function.Forward(z);
        return (Doubles(y), Doubles(tape.Gradients(y.Sum())[z]));
    }
}
