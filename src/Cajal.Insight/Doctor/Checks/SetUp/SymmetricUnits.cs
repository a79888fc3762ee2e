namespace Cajal.Insight;

/// <summary>S3: units that began alike, hear equal gradients and so stay one unit. Exact before training; after it, they must still be alike.</summary>
internal sealed class SymmetricUnits() : Check("S3", "symmetric units", Stage.SetUp, "artificial-neural-networks.md#27-weight-initialisation")
{
    public override Finding? Examine(Examination examination)
    {
        var bound = examination.Thresholds["S3.apart"];
        var alike = examination.FirstSignals.Twins.Where(t => Now(t) >= 0.5).ToArray();
        if (alike.Length == 0) return OneNumber(examination);
        var worst = alike.MaxBy(t => t.Share)!;
        bool isZero = alike.All(t => examination.FirstWeights[t.Weight].To(DType.Float32).ToArray<float>().All(w => w == 0));
        return Found(Severity.Error, $"In {alike.Length} {(alike.Length == 1 ? "layer" : "layers")} units have equal weights and equal gradients: they stay one unit, however many there are.",
            [new Measurement("share of units with a twin", worst.Share) { Window = $"{worst.Weight.Shape[0]} units of {worst.Weight.Name}" },
                .. examination.IsTrained ? [new Measurement("share that still has one, nearer than a part of the way the weights have gone", Now(worst)) { Threshold = bound }] : Array.Empty<Measurement>()]) with
        {
            Places = [.. alike.Select(t => $"weights {t.Weight.Name}")],
            Causes = [new Cause(isZero ? "first weights of zero" : "first weights that are all the same", 0.95) { For = ["Rows of the weights were equal number for number before the first step."] }],
            Prescriptions = [new Prescription("Begin with random weights: He for the ReLU family, Xavier for tanh and sigmoid", ("initializer", "he-uniform"))],
        };

        // What chance leaves out of all matrices only biases can bring in: they part the units of a recurrent layer slowly, and no twins are seen.
        Finding? OneNumber(Examination e)
        {
            var matrices = e.FirstWeights.Where(w => w.Key is { Trainable: true, Rank: >= 2 } && w.Key.Shape[0] > 1).ToArray();
            if (matrices.Length < 2) return null;
            float[] first = [.. matrices.Select(w => w.Value.To(DType.Float32).ToArray<float>()).Select(v => Array.TrueForAll(v, x => x == v[0]) ? v[0] : float.NaN)];
            if (first.Any(float.IsNaN)) return null;
            return Found(Severity.Warning, "Each matrix of weights begins with one number in all its places: nothing but biases tells the units apart.",
                new Measurement("matrices that began with one number", matrices.Length) { Window = $"of {matrices.Length}" }) with
            {
                Places = [.. matrices.Select(m => $"weights {m.Key.Name}")],
                Causes = [new Cause(first.All(x => x == 0) ? "first weights of zero" : "first weights that are all the same", 0.95) { For = ["No two numbers of any matrix differed before the first step."] }],
                Prescriptions = [new Prescription("Begin with random weights: He for the ReLU family, Xavier for tanh and sigmoid", ("initializer", "he-uniform"))],
            };
        }

        double Now(TwinUnits twins) => examination.IsTrained ? twins.ShareNow(examination.FirstWeights[twins.Weight], bound.Value) : twins.Share;
    }
}
