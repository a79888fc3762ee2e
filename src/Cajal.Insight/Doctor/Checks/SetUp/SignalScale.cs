using System.Globalization;

namespace Cajal.Insight;

/// <summary>S4: first weights so small or so large that what varies from row to row fades or grows layer by layer. Two witnesses: the signal itself, and the gain of the
/// weights against the one that suits the activation; a sigmoid that flattens its input although its weights are right is another finding.</summary>
internal sealed class SignalScale() : Check("S4", "signal scale through depth", Stage.SetUp, "computation-and-activations.md#18-initialisation-shapes-the-first-steps")
{
    public override Finding? Examine(Examination examination)
    {
        var first = examination.FirstSignals;
        if (Lost(first, examination.Thresholds["S4.lost"]) is { } lost) return lost;
        // The last layer gives the output; its scale is the first loss's affair.
        var hidden = first.Layers.Take(Math.Max(0, first.Layers.Count - 1)).ToArray();
        if (hidden.Length < 2 || !(first.InputSpread > 0)) return null;
        double gain = Math.Exp(hidden.Average(l => Math.Log(Math.Max(1e-9, l.Gain / l.SuitedGain))));
        double change = Math.Max(1e-30, hidden[^1].Spread) / Math.Max(1e-30, Math.Min(hidden[0].Spread, first.InputSpread)), fade = Math.Max(1e-30, hidden[^1].Spread) / first.InputSpread;
        var (ratio, high, low) = (examination.Thresholds["S4.ratio"], examination.Thresholds["S4.gainHigh"], examination.Thresholds["S4.gainLow"]);
        // Bounded functions hold a signal that is far too large; their pre-activations show it.
        bool isBounded = hidden.All(l => l.Function is "tanh" or "sigmoid" or "hard-tanh" or "hard-sigmoid");
        bool grows = gain > high.Value && (change > ratio.Value || isBounded && (hidden.Average(l => l.Spread) > ratio.Value / 2 || gain > examination.Thresholds["S4.gainBounded"].Value)), fades = gain < low.Value && fade < 1 / ratio.Value;
        if (!grows && !fades) return null;
        return Found(Severity.Warning,
            grows ? $"The first weights are {gain:F1} times too wide: signals grow through the layers before anything is learned."
                : string.Create(CultureInfo.InvariantCulture, $"The first weights are too narrow ({gain:G2} of what suits the activation): signals fade, and the last hidden layer hears {fade:G2} of what came in."),
            [new Measurement(grows ? "growth of the signal to the last hidden layer" : "what is left of the signal in the last hidden layer", grows ? change : fade) { Threshold = ratio with { Value = grows ? ratio.Value : 1 / ratio.Value }, Window = $"{hidden.Length} hidden layers" },
                new Measurement("gain of the first weights over the gain that suits the activation", gain) { Threshold = grows ? high : low }]) with
        {
            Places = [.. hidden.Select(l => string.Create(CultureInfo.InvariantCulture, $"layer {l.Name} ({l.Kind}): spread {l.Spread:G3}"))],
            Causes = [new Cause(grows ? "first weights that are too large" : "first weights that are too small", 0.9) { For = ["√(mean W² · fan-in) says how much wider sums become; 1 suits tanh, √2 the ReLU family."] }],
            Prescriptions = [new Prescription("Begin with He weights for the ReLU family, Xavier for tanh and sigmoid", ("initializer", isBounded ? "xavier-uniform" : "he-uniform")), new Prescription("Or normalise inside the network, or add residual connections")],
        };
    }

    // The first layer, or all of them, hear next to nothing of what differs from row to row, whatever their weights: it was lost on its way to them.
    private Finding? Lost(FirstSignals first, Threshold bound)
    {
        if (!(first.InputSpread > 0) || first.Layers.Count == 0) return null;
        double[] heard = [.. first.Layers.Select(l => l.Gain > 0 ? l.Spread / l.Gain : double.NaN)];
        double most = heard[0] > 0 ? heard[0] : heard.Max();
        if (!(most < bound.Value * Math.Min(1, first.InputSpread))) return null;
        return Found(Severity.Warning, string.Create(CultureInfo.InvariantCulture, $"Of what differs from one input to the next {most / first.InputSpread:G2} arrives at layer {first.Layers[0].Name}: it is lost before any weights see it."),
            new Measurement("what arrives of the inputs' spread, the weights' gain taken out", most / first.InputSpread) { Threshold = bound }) with
        {
            Places = [$"layer {first.Layers[0].Name} ({first.Layers[0].Kind})"],
            Causes = [new Cause("an input that is multiplied away, overwritten or never handed on", 0.9) { For = ["The first weights are neither 0 nor narrow."] }],
            Prescriptions = [new Prescription("Print the spread over rows of what enters the first layer, and follow the input back to where it shrinks")],
        };
    }
}
