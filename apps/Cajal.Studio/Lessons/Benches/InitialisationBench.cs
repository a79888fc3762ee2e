using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>The size of signals and gradients in each layer of a deep network before it has learned anything.</summary>
internal sealed class InitialisationBench() : LessonBench("initialisation", Control.Choice("start", "small", "xavier", "he", "large", "zeros"), Control.Choice("activation", "tanh", "relu", "sigmoid"), Control.Number("depth", 12, 2, 24, 1))
{
    private const int Width = 64;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        Initializer start = values["start"] switch { "small" => new Normal(0.01), "xavier" => new XavierNormal(), "he" => new HeNormal(), "large" => new Normal(1), _ => new Zeros() };
        int depth = values.Whole("depth");
        var rng = new Rng(1);
        var signals = new LayerSignals([.. Enumerable.Range(0, depth).Select(_ => (Layer)new Sequential(new Linear(Width, Width, rng, weight: start, dtype: DType.Float64), Activation.Parse(values["activation"])))], Width);
        double[] layers = [.. Enumerable.Range(1, depth).Select(l => (double)l)];
        return new BenchAnswer(
            [new("signal", values.Say("size of the last layer's values", "最后一层数值的大小"), signals.Size[^1]), new("gradient", values.Say("gradient at the first layer", "第一层处的梯度"), signals.Gradient[0]),
                new("ratio", values.Say("last signal : first signal", "末层信号 ÷ 首层信号"), signals.Size[^1] / signals.Size[0]), new("gradientRatio", values.Say("first gradient : last gradient", "首层梯度 ÷ 末层梯度"), signals.Gradient[0] / signals.Gradient[^1]),
                new("saturated", values.Say("saturated in the last layer", "末层饱和比例"), signals.Saturated[^1])],
            [new Chart(values.Say("Forward: size of the values", "前向：数值的大小"), new Axis(values.Say("layer", "层"), 1, depth), LogAround(values.Say("size", "大小"), signals.Size)) { Curves = [new Curve(values.Say("values", "数值"), layers, signals.Size)] },
                new Chart(values.Say("Backward: norm of the gradient", "反向：梯度的范数"), new Axis(values.Say("layer", "层"), 1, depth), LogAround(values.Say("gradient", "梯度"), signals.Gradient)) { Curves = [new Curve(values.Say("gradient", "梯度"), layers, signals.Gradient, 1)] }],
            signals.Gradient[0] == 0 ? [values.Say("The gradient at the first layer is exactly 0.", "第一层处的梯度恰为 0。")] : []);
    }
}
