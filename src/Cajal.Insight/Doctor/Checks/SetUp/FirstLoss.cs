using Cajal.Data;

namespace Cajal.Insight;

/// <summary>S5: before the first step nothing is known, and the loss should be about that of an answer which favours nothing: ln C for C classes.</summary>
internal sealed class FirstLoss() : Check("S5", "first loss far from chance", Stage.SetUp, "computation-and-activations.md#18-initialisation-shapes-the-first-steps")
{
    public override Finding? Examine(Examination examination)
    {
        var task = examination.Task;
        double loss = examination.FirstSignals.Loss;
        bool isNumbers = task.Kind == TaskKind.Numbers;
        // Numbers far from 0 are far from the first answers, which are near 0: there the variance is what is known without learning.
        if (task.Kind is null || (isNumbers ? task.PriorLoss : examination.ChanceLoss) is not { } chance || chance <= 0 || !double.IsFinite(loss)) return null;
        var bound = examination.Thresholds[isNumbers ? "S5.numbers" : "S5.classes"];
        double ratio = loss / chance;
        if (ratio < examination.Thresholds["S5.low"].Value && !examination.IsTrained)
            return Found(Severity.Note, "The loss before training is far below chance: these weights have been trained, or the inputs hold the answer.", new Measurement("first loss over that of chance", ratio));
        // A last layer that is far too wide makes any signal sure of itself; what comes in small, or luck, only hides it
        // from the first loss. Weights that have been trained may be as wide; their loss tells them.
        var wide = examination.Thresholds["S5.gain"];
        double gain = examination.FirstSignals.Layers is [.., { Function: null } last] && last.Gain / last.SuitedGain > wide.Value && ratio > 0.5 ? last.Gain / last.SuitedGain : 0;
        if (ratio <= bound.Value && gain == 0) return null;
        double widest = examination.FirstSignals.Layers.Count == 0 ? 0 : examination.FirstSignals.Layers[^1].Spread;
        double offset = isNumbers ? Offset(examination) : 0;
        bool isTargets = offset > 3;
        return Found(Severity.Warning, ratio <= bound.Value ? FormattableString.Invariant($"The last layer's first weights are {gain:F1} times as wide as keeps a signal what it is: whatever comes in, it answers too loudly, and begins with {ratio:F1} times the loss of chance.")
            : isTargets ? "The targets lie far from 0 for their spread, and the first answers near it: training begins by learning their mean."
                : $"The loss before the first step is {ratio:F1} times that of an answer that favours nothing: the network is sure, and wrong, before it has learned anything.",
            [new Measurement("first loss over that of chance", ratio) { Threshold = bound, Window = $"{examination.Probe.Inputs.Shape[0]} rows" }, new Measurement("loss before the first step", loss),
                new Measurement("spread of the last layer's outputs", widest),
                .. gain > 0 ? [new Measurement("gain of the last layer's weights", gain) { Threshold = wide }] : Array.Empty<Measurement>()]) with
        {
            Causes =
            [
                new Cause(isTargets ? "targets that are not centred" : "first weights that are too large", 0.7),
                new Cause("inputs of a large scale", 0.3) { Against = examination.FirstSignals.InputSpread < 3 ? ["Inputs have a spread of about 1."] : [] },
            ],
            Prescriptions = isTargets ? [new Prescription("Standardise the targets with the training part's mean and spread")]
                : [new Prescription("Begin with He or Xavier weights", ("initializer", "he-uniform")), new Prescription("Begin the last layer with small weights")],
        };
    }

    private static double Offset(Examination examination)
    {
        double[] t = [.. examination.AskedProbe.Targets.To(DType.Float32).ToArray<float>().Select(x => (double)x)];
        var (mean, spread) = Statistics.Moments(t);
        return spread == 0 ? 0 : Math.Abs(mean) / spread;
    }
}
