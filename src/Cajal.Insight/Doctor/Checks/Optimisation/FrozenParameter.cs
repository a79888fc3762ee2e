namespace Cajal.Insight;

/// <summary>T9: weights that are meant to move and never do.</summary>
internal sealed class FrozenParameter() : Check("T9", "frozen parameter", Stage.Optimisation, "artificial-neural-networks.md#30-training-diagnostics")
{
    private const int FewestSteps = 10;

    public override Finding? Examine(Examination e)
    {
        long steps = Math.Max(e.Trainer.StepsDone, e.Epochs.LastOrDefault()?.Step ?? 0);
        if (!e.IsTrained || steps < FewestSteps || e.Looks.Any(l => !float.IsFinite(l.Loss))) return null;
        var moved = e.Trainer.Optimizers.SelectMany(o => o.Parameters).ToHashSet();
        // A body that stays as it is under a new head is no part of what a turn moves.
        var meant = e.Trainer.Objective.Turns.SelectMany(t => t.Moved.Parameters).ToHashSet();
        var all = e.Trainer.Model.NamedVariables.Where(v => v.Variable is Parameter { Trainable: true } p && meant.Contains(p)).Select(v => (v.Name, Parameter: (Parameter)v.Variable)).ToArray();
        var still = all.Where(p => IsStill(p.Parameter, e)).ToArray();
        // A bias before a normalisation, or of keys in attention, has no say in the loss; whole layers do.
        var left = still.Where(p => p.Parameter.Rank >= 2 || !moved.Contains(p.Parameter)).ToArray();
        if (left.Length == 0 && Unknown(e) is { Length: > 0 } strange) return OfUnknown(e, strange, steps);
        if (left.Length == 0 || still.Length == all.Length) return null;
        var forgotten = left.Where(p => !moved.Contains(p.Parameter)).ToArray();
        var gradients = forgotten.Length > 0 ? [] : GradientsOf(e);
        var cut = left.Where(p => moved.Contains(p.Parameter) && gradients.GetValueOrDefault(p.Parameter) is null or 0).ToArray();
        var told = forgotten.Length > 0 ? forgotten : cut.Length > 0 ? cut : left;
        string which = string.Join(", ", told.Take(4).Select(p => p.Name)) + (told.Length > 4 ? ", …" : "");
        string why = forgotten.Length > 0 ? "the optimizer was not given them" : cut.Length > 0 ? "no gradient reaches them" : "a learning rate of their own, or a rounding to nothing, keeps them still";
        return Found(Severity.Warning, $"{which} {(told.Length == 1 ? "is" : "are")} exactly as before training while other weights move: {why}.",
            new Measurement("parameters without any change", told.Length) { Threshold = e.Thresholds["T9.still"], Window = $"{steps} steps" },
            new Measurement("numbers in them", told.Sum(p => (double)p.Parameter.Count))) with
        {
            IsFromTheStart = true,
            Places = [.. told.Select(p => p.Name)],
            Causes = forgotten.Length > 0 ? [new("weights that were left out of the optimizer", 0.95) { For = ["they are trainable, and no optimizer holds them"] }]
                : cut.Length > 0 ? [new("a path that is cut between these weights and the loss", 0.9) { For = ["their gradient is exactly 0, or there is none"] }, new("units behind them that are all dead", 0.3)]
                : [new("a rate factor of 0, or far too small", 0.8) { For = ["they have a gradient and belong to the optimizer"] }],
            Prescriptions = [new(forgotten.Length > 0 ? "Pass model.Parameters to the optimizer, or freeze on purpose: layer.Freeze()" : "Look for StopGradient, for values read on the host, and for a layer that is made and never used")],
        };
    }

    // Weights that the loss hears, and that neither the model nor an optimizer knows: of layers in a field or a list that was not registered.
    private static Parameter[] Unknown(Examination e)
    {
        var known = e.Trainer.Model.Parameters.Concat(e.Trainer.Optimizers.SelectMany(o => o.Parameters)).ToHashSet();
        return e.ReadRecord((record, loss) =>
        {
            Parameter[] strange = [.. record.SelectMany(n => n.Inputs).OfType<Parameter>().Where(p => p.Trainable && !known.Contains(p)).Distinct()];
            if (strange.Length == 0) return strange;
            var gradients = Tape.Recording!.Gradients(loss);
            return strange.Where(p => gradients.TryGet(p, out _)).ToArray();
        });
    }

    private Finding OfUnknown(Examination e, Parameter[] strange, long steps) => Found(Severity.Warning,
        FormattableString.Invariant($"{strange.Length} weights and biases take part in the loss and are not among the model's parameters: no optimizer moves them, and they are not saved with the model."),
        new Measurement("parameters the model does not know", strange.Length) { Threshold = e.Thresholds["T9.still"], Window = $"{steps} steps" },
        new Measurement("numbers in them", strange.Sum(p => (double)p.Count))) with
    {
        Places = [.. strange.Take(10).Select(p => $"a parameter of shape {p.Shape}")],
        Causes = [new("layers that were not registered with their module", 0.9) { For = ["they have a gradient, and neither the model nor an optimizer holds them"] }],
        Prescriptions = [new("Register each layer where it is made: RegisterModule, or the module made for lists"), new("Freeze on purpose what is to stay as it is: layer.Freeze()")],
    };

    private static bool IsStill(Parameter parameter, Examination e) => e.FirstWeights.TryGetValue(parameter, out var first)
        && parameter.To(DType.Float64).ToArray<double>().AsSpan().SequenceEqual(first.To(DType.Float64).ToArray<double>());

    private static Dictionary<Parameter, double?> GradientsOf(Examination e) => e.ReadRecord((_, loss) =>
    {
        var found = new Dictionary<Parameter, double?>();
        var gradients = Tape.Recording!.Gradients(loss);
        foreach (var parameter in e.Trainer.Model.Parameters)
            found[parameter] = gradients.TryGet(parameter, out var g) ? g.To(DType.Float64).ToArray<double>().Sum(Math.Abs) : null;
        return found;
    });
}
