using Cajal.Training;

namespace Cajal.Insight;

/// <summary>T3: gradients that hardly reach the first layers, so that these stay as they were.</summary>
internal sealed class Vanishing() : Check("T3", "vanishing gradient", Stage.Optimisation, "hidden-layers-and-backpropagation.md#10-gradient-signals-must-survive-the-trip")
{
    private const long Settled = 128;

    public override bool IsLive => true;

    public override Finding? Examine(Examination e)
    {
        var looks = e.Looks.Where(l => l.Step > 0 && float.IsFinite(l.Loss)).ToArray();
        if (e.Task.Kind is null || e.Task.PriorLoss is not { } prior || looks.Length < 4 || e.IsRunning && (looks[^1].Step < Settled || e.Epochs.Count < 3)) return null;
        double[] shares = [.. looks.Select(ShareOf).OfType<double>()];
        double[] updates = [.. looks.Select(l => (double?)First(l)?.UpdateRatio).OfType<double>()];
        if (shares.Length < 4 || updates.Length < 3) return null;
        // Rules that divide by the gradient's size mend the weights in time: the first steps carry the cause.
        double[] early = [.. looks.Where(l => l.Step <= Settled).Select(ShareOf).OfType<double>()];
        double begun = early.Length >= 4 ? Movement.Middle(early) : double.PositiveInfinity, share = Math.Min(begun, Movement.Middle(shares)), update = Movement.Middle(updates), loss = Movement.Lately(e);
        double bound = e.Thresholds["T3.gradient"].Value;
        if (share >= bound && begun >= 5 * bound) return null;
        // Rules that divide by the gradient's size move the first layer all the same: then a loss that stays high, or did so for long, tells.
        bool isStill = update < e.Thresholds["T3.update"].Value && loss > 0.5 * prior, isLost = e.Epochs.Count >= 4 && (loss > 0.5 * prior || e.Epochs[(e.Epochs.Count - 1) / 3].DataLoss > 0.8 * prior && e.Epochs.Count >= 10);
        // Where the very first gradient does not arrive, a tenth of the run spent at the start, two epochs at least, was its price.
        bool isLate = ShareOf(e.FirstLook) < bound && e.Epochs.Count >= 10 && e.Epochs.TakeWhile(r => r.DataLoss > 0.85 * prior).Count() >= Math.Max(2, e.Epochs.Count / 10);
        if (!isStill && !isLost && !isLate) return null;
        int layers = Movement.Weighing(looks[^1]).Count();
        string functions = string.Join(", ", looks[^1].Layers.Select(l => l.Activation).OfType<string>().Distinct());
        bool bounded = looks[^1].Layers.Any(l => l.Activation is "sigmoid" or "tanh" or "hard-sigmoid" or "hard-tanh");
        return Found(Severity.Warning, FormattableString.Invariant($"The gradient of the first layer is {share:G2} of the last one's, through {layers} layers: the early layers stay almost as they were."),
            new Measurement("gradient norm of the first layer over the last one's", share) { Threshold = e.Thresholds["T3.gradient"], Window = $"median of {shares.Length} looks" },
            new Measurement("update ratio of the first layer", update) { Threshold = e.Thresholds["T3.update"], Window = $"median of {updates.Length} looks" }) with
        {
            IsFromTheStart = ShareOf(e.FirstLook) < 5 * bound,
            Places = [$"layer {First(looks[^1])!.Name} ({First(looks[^1])!.Kind})"],
            Causes =
            [
                new(bounded ? "many layers of a function whose slope is below 1" : "a path that is cut or dead on the way back", 0.8) { For = functions.Length > 0 ? [$"{layers} layers with {functions}"] : [] },
                new("first weights that are too small", 0.4),
            ],
            Prescriptions =
            [
                new("Take ReLU or one of its kin in the hidden layers", ("activation", "relu"), ("initializer", "he-uniform")),
                new("Fewer layers, a normalisation between them, or a way around them (residual)"),
            ],
        };
    }

    // The largest norm of the later layers stands for the last: an output layer may be small by itself.
    private static double? ShareOf(NetworkLook look)
    {
        double[] norms = [.. Movement.Weighing(look).Select(l => (double?)l.GradientNorm).OfType<double>()];
        return norms.Length < 3 || norms[^1] == 0 && norms.Max() == 0 ? null : norms[0] / norms[1..].Max();
    }

    private static LayerLook? First(NetworkLook look) => Movement.Weighing(look).FirstOrDefault(l => l.GradientNorm is not null);
}
