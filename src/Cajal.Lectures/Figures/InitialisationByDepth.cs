using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The size of signals and gradients by depth, for weights that start well and badly. Documents 000 and 002.</summary>
internal sealed class InitialisationByDepth() : LectureFigure("initialisation")
{
    private const int Depth = 16, Width = 128;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        double[] layers = [.. Enumerable.Range(1, Depth).Select(l => (double)l)];
        var sheet = new SmallMultiples("Only weights of the right size keep both the signal and the gradient alive", 2, 450, 340);
        Chart forward = new("forward: tanh", "layer", "size of activations"), backward = new("backward: tanh", "layer", "norm of the gradient");
        Chart reluForward = new("forward: ReLU", "layer", "size of activations"), reluBackward = new("backward: ReLU", "layer", "norm of the gradient");
        var said = new List<string>();
        foreach (var (activation, a, b) in new[] { ("tanh", forward, backward), ("relu", reluForward, reluBackward) })
        {
            int colour = 0;
            foreach (var (name, start) in new (string, Initializer)[] { ("N(0, 0.01)", new Normal(0.01)), ("Xavier", new XavierNormal()), ("He", new HeNormal()), ("N(0, 1)", new Normal(1)) })
            {
                cancellation.ThrowIfCancellationRequested();
                var signals = new DeepSignals(DeepSignals.Chain(Depth, Width, activation, start, new Rng(1)), Width, new Rng(2));
                a.Line(name, layers, signals.Spread, colour);
                b.Line(name, layers, signals.Gradient, colour++);
                if (activation == "tanh" && name != "He")
                    said.Add($"{name}: activations of size {Say(signals.Spread[^1], 2)} in layer {Depth}, {Percent(signals.Saturated[^1])} of them saturated, gradient {Say(signals.Gradient[0], 2)} in layer 1");
                else if (activation == "relu" && name is "He" or "Xavier") said.Add($"ReLU with {name}: {Say(signals.Spread[^1], 2)} in layer {Depth}");
            }
        }
        foreach (var chart in new[] { forward, backward, reluForward, reluBackward }) sheet.Add(chart.LogY());
        return new(sheet, $"{Depth} layers of {Width} units. With tanh, {string.Join("; ", said)}.");
    }
}
