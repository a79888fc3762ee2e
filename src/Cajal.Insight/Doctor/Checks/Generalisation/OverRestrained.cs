namespace Cajal.Insight;

/// <summary>G4: weights drawn to 0 by a penalty, with nothing learned.</summary>
internal sealed class OverRestrained() : Check("G4", "over-restrained", Stage.Generalisation, "artificial-neural-networks.md#22-l1-and-l2")
{
    public override Finding? Examine(Examination e)
    {
        double decay = e.Trainer.Optimizers.Max(o => o.WeightDecay);
        if (!e.IsTrained || e.Task.PriorLoss is not { } prior || e.Trainer.Penalties.Count == 0 && decay == 0 || e.Epochs.Count < 2) return null;
        var weights = e.Trainer.Model.Parameters.Where(p => p.Trainable && p.Rank >= 2 && e.FirstWeights.ContainsKey(p)).ToArray();
        if (weights.Length == 0) return null;
        double first = Norm(weights.Select(p => (Tensor)e.FirstWeights[p])), now = Norm(weights), left = now / first;
        // The weakest layer is the neck of the bottle.
        double weakest = weights.Min(p => Norm([p]) / Math.Max(1e-12, Norm([e.FirstWeights[p]])));
        double bound = e.Thresholds["G4.norm"].Value, penalty = e.Epochs[^1].Penalties.Sum(p => p.Value), loss = e.Answers.Loss;
        if (!(left < bound || weakest < bound / 3) || loss < e.Thresholds["G4.loss"].Value * prior) return null;
        // A rule that decays by its rate, or a penalty: which of them draws.
        string by = e.Trainer.Penalties.Count > 0 ? string.Join(" and ", e.Trainer.Penalties.Select(p => FormattableString.Invariant($"{p.Name} = {p.Strength:G2}"))) : FormattableString.Invariant($"weight decay = {decay:G2}");
        var changes = e.Trainer.Penalties.Select(p => (RecipeChange)(p.Name is "l1" ? "l1" : "l2", (p.Strength / 10).ToString("G2", System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        return Found(Severity.Warning, FormattableString.Invariant($"The weights have shrunk to {left:P0} of their first size under {by}, and the network answers about the same for every input."),
            new Measurement("norm of all weights over its first value", left) { Threshold = e.Thresholds["G4.norm"], Window = $"{weights.Length} weight tensors" },
            new Measurement("training loss over that of the best constant answer", loss / prior) { Threshold = e.Thresholds["G4.loss"] },
            new Measurement("penalty over the data loss of the last epoch", penalty / Math.Max(1e-12, e.Epochs[^1].DataLoss))) with
        {
            Causes = [new("a penalty on the weights that is too strong", 0.9) { For = [by, FormattableString.Invariant($"weights at {left:P0} of their first size")] }],
            Prescriptions = [new("Divide the strength of the penalty by 10, and again until the loss falls", changes), new("Begin without it, and add it once the loss falls")],
        };
    }

    private static double Norm(IEnumerable<Tensor> tensors) => Math.Sqrt(tensors.Sum(t => t.To(DType.Float64).ToArray<double>().Sum(v => v * v)));
}
