using Cajal.Training;

namespace Cajal.Insight;

/// <summary>T4: units that are 0 whatever comes in, so that no gradient passes them again.</summary>
internal sealed class DeadUnits() : Check("T4", "dead units", Stage.Optimisation, "artificial-neural-networks.md#8-the-relu-family-sparse-quick-and-it-can-die")
{
    private const int EnoughRows = 200;
    private static readonly HashSet<string> CanDie = new(["relu", "relu6", "hard-sigmoid", "squared-relu", "threshold"], StringComparer.Ordinal);

    public override bool IsLive => true;

    public override Finding? Examine(Examination e)
    {
        NetworkLook[] checks = e.IsRunning ? [.. e.Looks.Where(l => l.Examples >= EnoughRows).TakeLast(2)] : e.IsTrained ? [e.LastLook, .. e.Looks.TakeLast(1)] : [e.LastLook];
        if (checks.Length == 0 || e.IsRunning && checks.Length < 2) return null;
        var look = checks[0];
        // Of few rows only all together tell.
        if (!float.IsFinite(look.Loss) || look.Examples < EnoughRows && look.Examples < e.Train.ExampleCount) return null;
        var layers = HiddenOf(look);
        double units = layers.Sum(l => Units(e, l));
        if (units == 0) return null;
        double dead = layers.Sum(l => Units(e, l) * l.Quiet!.Value), share = dead / units, bound = e.Thresholds["T4.dead"].Value;
        var whole = layers.FirstOrDefault(l => l.Quiet >= 0.99f);
        if (share <= bound && whole is null) return null;
        if (checks.Any(c => HiddenOf(c) is var there && there.Length > 0 && there.Average(l => l.Dead ?? 0) <= bound / 2 && !there.Any(l => l.Dead >= 0.99f))) return null;
        // The same for every example, first of all: then nothing comes in, and no unit is to blame.
        if (e.FirstLook.Layers[0].PreActivations is { Counts.Count: 1 }) return null;
        double before = HiddenOf(e.FirstLook) is { Length: > 0 } first ? first.Sum(l => Units(e, l) * l.Quiet!.Value) / first.Sum(l => Units(e, l)) : 0;
        // Units that answered to a few examples only before any step are held below 0 as well: the first steps finish what was begun.
        double silent = HiddenOf(e.FirstLook).Select(l => (double)(l.Zeros ?? 0)).DefaultIfEmpty(0).Max();
        bool fromTheStart = before > share / 2 || silent > e.Thresholds["T4.silent"].Value;
        var worst = layers.MaxBy(l => l.Quiet)!;
        double z = Math.Sqrt(share * (1 - share) / units);
        return Found(Severity.Warning, whole is not null && share <= bound ? $"All units of layer {whole.Name} are 0 for every example: nothing gets through, and no gradient comes back."
                : FormattableString.Invariant($"{share:P0} of the hidden units are 0 for all examples: they answer nothing, and no gradient will wake them."),
            new Measurement("share of hidden units active on less than 1 % of the examples", share) { Low = Math.Max(0, share - 1.96 * z), High = Math.Min(1, share + 1.96 * z), Threshold = e.Thresholds["T4.dead"], Window = $"{look.Examples} rows" },
            new Measurement("the same before the first step", before),
            new Measurement("share of zeros before the first step, worst layer", silent) { Threshold = e.Thresholds["T4.silent"] }) with
        {
            IsFromTheStart = fromTheStart,
            Places = [.. layers.Where(l => l.Quiet > bound).Select(l => FormattableString.Invariant($"layer {l.Name} ({l.Kind}): {l.Quiet:P0} of its units"))],
            Causes = fromTheStart
                ? [new("biases or first weights that hold the units below 0", 0.9) { For = [FormattableString.Invariant($"{before:P0} were dead before the first step, and a layer gave 0 in {silent:P0} of its answers")] }, new("a learning rate that is too high", 0.2) { Against = ["they were dead before any step"] }]
                : [new("a learning rate that is too high", 0.8) { For = [FormattableString.Invariant($"only {before:P0} were dead before the first step")] }, new("inputs of too large a scale", 0.4)],
            Prescriptions =
            [
                .. fromTheStart ? [] : new[] { Movement.WithRate(FormattableString.Invariant($"Divide the learning rate by 10, to {Movement.Rate(e) / 10:G2}"), Movement.Rate(e) / 10) },
                new("Take a function that lets something through below 0", ("activation", "leaky-relu")),
                new($"Start again with zero biases and He's first weights (layer {worst.Name} first)", ("initializer", "he-uniform")),
            ],
        };
    }

    // The last layer with weights gives the answer and is no hidden one.
    private static LayerLook[] HiddenOf(NetworkLook look) => [.. look.Layers.SkipLast(1).Where(l => l.Activation is { } f && CanDie.Contains(f) && l.Quiet is not null)];

    private static double Units(Examination e, LayerLook layer) =>
        e.Trainer.Model.NamedVariables.FirstOrDefault(v => v.Name == (layer.Name.Length > 0 ? $"{layer.Name}.weight" : "weight")).Variable is { Rank: > 0 } weight ? weight.Shape[0] : 1;
}
