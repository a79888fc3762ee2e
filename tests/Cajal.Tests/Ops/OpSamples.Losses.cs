using Cajal.Networks;

namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    // The second floor's own ops, through the losses that use them.
    private static IEnumerable<OpSample> Losses() =>
    [
        new("NegativeLogLikelihood", [new Entry([4, 3]), Entry.Index([4], 3)],
            x => x[0].NegativeLogLikelihood(x[1], reduction: LossReduction.None),
            x => Plain.Fill([4], i => -x[0][i[0], (int)x[1][i]])),
        new("NegativeLogLikelihood over places", [new Entry([2, 3, 5]), Entry.Index([2, 5], 3)],
            x => x[0].NegativeLogLikelihood(x[1], reduction: LossReduction.None),
                x => Plain.Fill([2, 5], i => -x[0][i[0], (int)x[1][i], i[1]])),
        new("NegativeLogLikelihood with an ignored label", [new Entry([4, 3]), Entry.Index([4], 3)],
            x => x[0].NegativeLogLikelihood(x[1], ignored: 1, reduction: LossReduction.None),
            x => Plain.Fill([4], i => x[1][i] == 1 ? 0 : -x[0][i[0], (int)x[1][i]])),
        new("CrossEntropy of labels", [new Entry([4, 3]), Entry.Index([4], 3)],
            x => x[0].CrossEntropy(x[1], reduction: LossReduction.None),
            x => Plain.Fill([4], i => LogOfShares(x[0], i[0], 3, (int)x[1][i]))),
        new("CrossEntropy with an ignored label", [new Entry([5, 4]), Entry.Index([5], 4)],
            x => x[0].CrossEntropy(x[1], ignored: 1, reduction: LossReduction.None),
            x => Plain.Fill([5], i => x[1][i] == 1 ? 0 : LogOfShares(x[0], i[0], 4, (int)x[1][i]))),
        new("BinaryCrossEntropyWithLogits", [new Entry([3, 4]), new Entry([3, 4], 0, 1)],
            x => x[0].BinaryCrossEntropyWithLogits(x[1], reduction: LossReduction.None),
            x => Plain.Pairs(x[0], x[1], (z, t) => t * Math.Log(1 + Math.Exp(-z)) + (1 - t) * Math.Log(1 + Math.Exp(z)))),
        new("BinaryCrossEntropy", [new Entry([3, 4], 0.1, 0.9), new Entry([3, 4], 0.1, 0.9)],
            x => x[0].BinaryCrossEntropy(x[1], reduction: LossReduction.None),
            x => Plain.Pairs(x[0], x[1], (p, t) => -(t * Math.Log(p) + (1 - t) * Math.Log(1 - p)))),
    ];

    private static double LogOfShares(Plain x, int row, int classes, int label) =>
        Math.Log(Enumerable.Range(0, classes).Sum(j => Math.Exp(x[row, j]))) - x[row, label];
}
