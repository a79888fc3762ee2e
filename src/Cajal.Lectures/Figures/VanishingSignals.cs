using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>How a gradient fades on its way through many layers. Documents 000 and 002.</summary>
internal sealed class VanishingSignals() : LectureFigure("vanishing-signals")
{
    private const int Depth = 24, Width = 64;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var chart = new Chart($"On its way back through {Depth} layers the gradient fades with sigmoids, and lasts with tanh and ReLUs", "layer, counted from the input", "norm of the gradient") { X = { IsWhole = true } }.LogY();
        var said = new List<string>();
        double[] layers = [.. Enumerable.Range(1, Depth).Select(l => (double)l)];
        foreach (var (name, activation, start) in new (string, string, Initializer)[] { ("sigmoid, Xavier", "sigmoid", new XavierNormal()), ("tanh, Xavier", "tanh", new XavierNormal()), ("ReLU, He", "relu", new HeNormal()) })
        {
            var signals = new DeepSignals(DeepSignals.Chain(Depth, Width, activation, start, new Rng(1)), Width, new Rng(2));
            chart.Line(name, layers, signals.Gradient);
            said.Add($"{name}: {Say(signals.Gradient[^1])} at the last layer, {Say(signals.Gradient[0])} at the first, a factor of {Say(Math.Pow(signals.Gradient[0] / signals.Gradient[^1], 1.0 / (Depth - 1)))} a layer");
        }
        return new(chart, $"{Width} units in each layer, 64 random inputs, before any training. {string.Join("; ", said)}.");
    }
}
