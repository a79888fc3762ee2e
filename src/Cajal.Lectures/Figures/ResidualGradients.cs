using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Gradients by depth, with and without residual connections. Document 004.</summary>
internal sealed class ResidualGradients() : LectureFigure("residual-gradients")
{
    private const int Blocks = 20, Width = 48;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var chart = new Chart($"Through {2 * Blocks} layers the gradient survives where each block adds to its input", "block, counted from the input", "norm of the gradient") { X = { IsWhole = true } }.LogY();
        double[] blocks = [.. Enumerable.Range(1, Blocks).Select(b => (double)b)];
        var said = new List<string>();
        foreach (bool residual in new[] { true, false })
        {
            var rng = new Rng(1);
            Layer Branch() => new Sequential(Modern.MM(Width, Width, rng, "sigmoid", DType.Float64), Activation.Sigmoid, Modern.MM(Width, Width, rng, "sigmoid", DType.Float64), Activation.Sigmoid);
            List<Layer> layers = [.. Enumerable.Range(0, Blocks).Select(_ => residual ? new Residual(Branch()) : Branch())];
            var signals = new DeepSignals(layers, Width, new Rng(2));
            string name = residual ? "residual: z + σ(MM(σ(MM(z))))" : "plain: σ(MM(σ(MM(z))))";
            chart.Line(name, blocks, signals.Gradient);
            said.Add($"{(residual ? "residual" : "plain")}: {Say(signals.Gradient[^1])} at the last block and {Say(signals.Gradient[0])} at the first, a ratio of {Say(signals.Gradient[0] / signals.Gradient[^1], 2)}");
        }
        return new(chart, $"Blocks of two sigmoid layers of {Width} units with the same weights, before training. {string.Join("; ", said)}.");
    }
}
