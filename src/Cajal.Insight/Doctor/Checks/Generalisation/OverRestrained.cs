namespace Cajal.Insight;

/// <summary>G4: weights drawn to 0 by a penalty, with nothing learned.</summary>
internal sealed class OverRestrained() : Check("G4", "over-restrained", Stage.Generalisation, "artificial-neural-networks.md#22-l1-and-l2")
{
    private const int MostSteps = 300;

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
        bool isDrawn = (left < bound || weakest < bound / 3) && loss >= e.Thresholds["G4.loss"].Value * prior;
        // A normalisation behind a layer, or a loss that pulls back, keeps answers loud under small weights: there a trial without the penalty tells.
        var freed = isDrawn ? null : Freed(e, loss, prior);
        if (!isDrawn && freed is null) return null;
        // A rule that decays by its rate, or a penalty: which of them draws.
        string by = e.Trainer.Penalties.Count > 0 ? string.Join(" and ", e.Trainer.Penalties.Select(p => FormattableString.Invariant($"{p.Name} = {p.Strength:G2}"))) : FormattableString.Invariant($"weight decay = {decay:G2}");
        var changes = e.Trainer.Penalties.Select(p => (RecipeChange)(p.Name is "l1" ? "l1" : "l2", (p.Strength / 10).ToString("G2", System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        string what = freed is { } f ? FormattableString.Invariant($"Under {by} the loss stays at {f.Held:G3} on rows that were not trained on; {MostSteps} steps without the penalty bring it to {f.Free:G3}.")
            : FormattableString.Invariant($"The weights have shrunk to {left:P0} of their first size under {by}, and the network answers about the same for every input.");
        return Found(Severity.Warning, what,
            [.. freed is { } tried ? [new Measurement("loss on rows that were not trained on, without the penalty over with it", tried.Free / tried.Held) { Threshold = e.Thresholds["G4.freed"], Window = $"{MostSteps} steps each" },
                new Measurement("fall of that loss, row by row", tried.Held - tried.Free) { Low = tried.Held - tried.Free - 1.96 * tried.Error, High = tried.Held - tried.Free + 1.96 * tried.Error }] : Array.Empty<Measurement>(),
            new Measurement("norm of all weights over its first value", left) { Threshold = e.Thresholds["G4.norm"], Window = $"{weights.Length} weight tensors" },
            new Measurement("training loss over that of the best constant answer", loss / prior) { Threshold = e.Thresholds["G4.loss"] },
            new Measurement("penalty over the data loss of the last epoch", penalty / Math.Max(1e-12, e.Epochs[^1].DataLoss))]) with
        {
            Causes = [new("a penalty on the weights that is too strong", 0.9) { For = [by, FormattableString.Invariant($"weights at {left:P0} of their first size")] }],
            Prescriptions = [new("Divide the strength of the penalty by 10, and again until the loss falls", changes), new("Begin without it, and add it once the loss falls")],
        };
    }

    // As many steps from the present weights with the penalty and without it, judged by rows that were not trained on: there a penalty that only keeps rows from being learned by heart gains.
    private static (double Held, double Free, double Error)? Freed(Examination e, double loss, double prior)
    {
        if (e.Trainer.Penalties.Count == 0 || !e.Trials.IsPossible || loss < e.Thresholds["T12.loss"].Value * prior || e.ValidationAnswers is not { Losses.Length: >= 30, Table: var table }) return null;
        double rate = Movement.Rate(e);
        bool through = true;
        double[] held = e.AnswersWith(table, () => through &= e.Trials.Walk(rate, MostSteps)).Losses, free = e.AnswersWith(table, () => through &= e.Trials.Walk(rate, MostSteps, isFree: true)).Losses;
        if (!through) return null;
        double[] gains = [.. held.Zip(free, (a, b) => a - b)];
        var (gain, spread) = Statistics.Moments(gains);
        double error = spread / Math.Sqrt(gains.Length - 1);
        // What the run itself ended with counts as held, where more steps at one rate only shook it.
        double least = Math.Min(held.Average(), e.ValidationAnswers.Loss);
        return gain > 3 * error && free.Average() < e.Thresholds["G4.freed"].Value * least ? (held.Average(), free.Average(), error) : null;
    }

    private static double Norm(IEnumerable<Tensor> tensors) => Math.Sqrt(tensors.Sum(t => t.To(DType.Float64).ToArray<double>().Sum(v => v * v)));
}
