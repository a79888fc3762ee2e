using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>Gradients by depth with and without layer norm and residual connections, for weights of any scale.</summary>
internal sealed class DepthBench() : LessonBench("depth", Control.Number("blocks", 12, 2, 24, 1), Control.Choice("residual", "off", "on"), Control.Choice("norm", "off", "on"), Control.Number("scale", 1, 0.2, 3, 0.1))
{
    private const int Width = 32;

    public override BenchAnswer Answer(BenchValues values, CancellationToken cancellation)
    {
        bool isResidual = values["residual"] == "on", isNormed = values["norm"] == "on";
        int blocks = values.Whole("blocks");
        double scale = values.Number("scale");
        var signals = new LayerSignals(Blocks(blocks, isResidual, isNormed, scale), Width);
        var plain = new LayerSignals(Blocks(blocks, isResidual: false, isNormed: false, scale), Width);
        double[] at = [.. Enumerable.Range(1, blocks).Select(b => (double)b)];
        string name = isResidual ? isNormed ? "z + f(LN(z))" : "z + f(z)" : isNormed ? "f(LN(z))" : "f(z)";
        return new BenchAnswer(
            [new("first", values.Say("gradient at the first block", "第一块处的梯度"), signals.Gradient[0]), new("ratio", values.Say("first gradient : last gradient", "首块梯度 ÷ 末块梯度"), signals.Gradient[0] / signals.Gradient[^1]), new("signal", values.Say("size of the last values", "末层数值大小"), signals.Size[^1])],
            [new Chart(values.Say("Norm of the gradient by block", "各块处梯度的范数"), new Axis(values.Say("block", "块"), 1, blocks), LogAround(values.Say("gradient", "梯度"), [.. signals.Gradient, .. plain.Gradient]))
            { Curves = [new Curve(name, at, signals.Gradient), .. isResidual || isNormed ? [new Curve(values.Say("plain", "普通"), at, plain.Gradient, 1, IsDashed: true)] : Array.Empty<Curve>()] },
                new Chart(values.Say("Size of the values by block", "各块处数值的大小"), new Axis(values.Say("block", "块"), 1, blocks), LogAround(values.Say("size", "大小"), [.. signals.Size, .. plain.Size]))
                { Curves = [new Curve(name, at, signals.Size), .. isResidual || isNormed ? [new Curve(values.Say("plain", "普通"), at, plain.Size, 1, IsDashed: true)] : Array.Empty<Curve>()] }],
            [values.Say($"Each block is f(z) = tanh(W·z + b){(isNormed ? " behind a layer norm" : "")}{(isResidual ? ", and its input is added" : "")}.", $"每块为 f(z) = tanh(W·z + b){(isNormed ? "，之前有层归一化" : "")}{(isResidual ? "，并加上自身的输入" : "")}。")]);
    }

    private static Layer[] Blocks(int count, bool isResidual, bool isNormed, double scale)
    {
        var rng = new Rng(1);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var linear = new Linear(Width, Width, rng, weight: new Normal(scale / Math.Sqrt(Width)), dtype: DType.Float64);
            Layer[] branch = isNormed ? [new LayerNorm([Width], dtype: DType.Float64), linear, Activation.Tanh] : [linear, Activation.Tanh];
            return isResidual ? new Residual(branch) : (Layer)new Sequential(branch);
        })];
    }
}
