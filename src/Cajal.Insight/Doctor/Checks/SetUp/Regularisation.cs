using System.Globalization;
using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>S7: drop rates, penalties and weight decay that leave nothing to learn.</summary>
internal sealed class Regularisation() : Check("S7", "implausible regularisation", Stage.SetUp, "computation-and-activations.md#20-regularisation-is-controlled-restraint")
{
    public override Finding? Examine(Examination examination)
    {
        var (share, rate, decay) = (examination.Thresholds["S7.penalty"], examination.Thresholds["S7.dropout"], examination.Thresholds["S7.decay"]);
        var drops = examination.Trainer.Model.Modules.Select(m => (Module: m, Rate: RateOf(m))).Where(d => d.Rate > 0.5).OrderByDescending(d => d.Rate).ToArray();
        double chance = examination.ChanceLoss ?? examination.Task.PriorLoss ?? double.PositiveInfinity, penalty = examination.FirstSignals.Penalty / chance;
        // Decay that a rule adds to the gradient is a penalty of half its strength; the others shrink weights by rate times decay in each step; where
        // the decay is a usual one, the rate is what is too high, and others speak of that.
        var optimizer = examination.Trainer.Optimizer;
        bool isApart = optimizer is AdamW or ScheduleFreeAdamW or Lion or Muon;
        double half = isApart ? 0 : 0.5 * optimizer.WeightDecay * examination.FirstWeights.Sum(w => w.Value.To(DType.Float64).Square().Sum().Item()) / chance;
        double shrinking = isApart ? optimizer.LearningRate * optimizer.WeightDecay : 0;
        double punished = Math.Max(penalty, half);
        bool isPunished = punished > share.Value && !LearnsAnyway(examination), isShrunk = shrinking > decay.Value && optimizer.WeightDecay > examination.Thresholds["S7.usual"].Value, isDropped = drops.Length > 0 && drops[0].Rate >= rate.Value;
        Measurement[] evidence =
        [
            .. isPunished ? [new Measurement(penalty >= half ? "penalty at the start over the loss of chance" : "weight decay at the start, as a penalty, over the loss of chance", punished) { Threshold = share }] : Array.Empty<Measurement>(),
            .. isShrunk ? [new Measurement("share of each weight that decay takes in a step", shrinking) { Threshold = decay }] : Array.Empty<Measurement>(),
            .. drops.Length > 0 ? [new Measurement("largest drop rate", drops[0].Rate) { Threshold = rate }] : Array.Empty<Measurement>(),
        ];
        if (evidence.Length == 0) return null;
        var severity = isPunished || isShrunk || isDropped ? Severity.Warning : Severity.Note;
        string kept = drops.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{drops[0].Rate:P0} of the units are dropped in each step") : "";
        return Found(severity, isPunished || isShrunk ? "What is asked of the weights outweighs what is asked of the answers: the network is held at zero." : $"{kept}{(severity == Severity.Note ? "." : ", so that little of a signal arrives.")}", evidence) with
        {
            Places = [.. drops.Select(d => $"layer {d.Module}")],
            Causes =
            [
                .. isPunished || isShrunk ? [new Cause("a penalty on the weights that is too strong", 0.85)] : Array.Empty<Cause>(),
                .. isDropped ? [new Cause("a drop rate that is too high", 0.8) { For = ["The rate is the share that is dropped, not the one that is kept."] }] : Array.Empty<Cause>(),
            ],
            Prescriptions =
            [
                .. isPunished || isShrunk ? [new Prescription("Divide the penalty or the weight decay by 100 or leave it out", ("l2", "0"))] : Array.Empty<Prescription>(),
                .. isDropped ? [new Prescription("Lower the drop rate to 0.2, or to 0.5 in wide layers", ("dropout", "0.2"))] : Array.Empty<Prescription>(),
            ],
        };
    }

    // A strong pull at the start that the network has overcome was no harm.
    private static bool LearnsAnyway(Examination examination) => examination.IsTrained && examination.Task.PriorLoss is { } prior && examination.Answers.Loss < 0.5 * prior;

    private static double RateOf(Module module) => module switch
    {
        Dropout d => d.Rate,
        AlphaDropout d => d.Rate,
        ChannelDropout d => d.Rate,
        _ => 0,
    };
}
