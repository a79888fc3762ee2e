namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Indexing() =>
    [
        new("Gather axis 1", [new Entry([3, 5]), Entry.Index([3, 2], 5)], x => x[0].Gather(1, x[1]), x => Plain.Fill([3, 2], i => x[0][i[0], (int)x[1][i]])),
        new("Gather axis 0", [new Entry([4, 3]), Entry.Index([6, 3], 4)], x => x[0].Gather(0, x[1]), x => Plain.Fill([6, 3], i => x[0][(int)x[1][i], i[1]])),
        new("Gather the middle of three", [new Entry([2, 4, 3]), Entry.Index([2, 5, 3], 4)], x => x[0].Gather(1, x[1]),
            x => Plain.Fill([2, 5, 3], i => x[0][i[0], (int)x[1][i], i[2]])),
        new("Gather by a smaller index", [new Entry([4, 5]), Entry.Index([2, 3], 5)], x => x[0].Gather(1, x[1]), x => Plain.Fill([2, 3], i => x[0][i[0], (int)x[1][i]])),
        new("Gather by Int32", [new Entry([3, 5]), Entry.Index([3, 1], 5) with { Fixed = DType.Int32 }], x => x[0].Gather(-1, x[1]),
            x => Plain.Fill([3, 1], i => x[0][i[0], (int)x[1][i]])),
        new("Gather nothing", [new Entry([3, 5]), Entry.Index([3, 0], 5)], x => x[0].Gather(1, x[1]), _ => new Plain([3, 0], [])),
        new("ScatterAdd", [new Entry([3, 4]), Entry.Index([3, 4], 2)], x => x[0].ScatterAdd(1, x[1], 3),
            x => Plain.Fill([3, 3], i => Enumerable.Range(0, 4).Where(j => x[1][i[0], j] == i[1]).Sum(j => x[0][i[0], j]))),
        new("ScatterAdd axis 0", [new Entry([4, 2]), Entry.Index([4, 2], 3)], x => x[0].ScatterAdd(0, x[1], 3),
            x => Plain.Fill([3, 2], i => Enumerable.Range(0, 4).Where(j => x[1][j, i[1]] == i[0]).Sum(j => x[0][j, i[1]]))),
        new("IndexSelect", [new Entry([4, 3]), Entry.Index([6], 4)], x => x[0].IndexSelect(0, x[1]), x => Plain.Fill([6, 3], i => x[0][(int)x[1][i[0]], i[1]])),
        new("IndexSelect axis 1", [new Entry([2, 4, 3]), Entry.Index([2], 4)], x => x[0].IndexSelect(1, x[1]),
            x => Plain.Fill([2, 2, 3], i => x[0][i[0], (int)x[1][i[1]], i[2]])),
        new("IndexSelect none", [new Entry([4, 3]), Entry.Index([0], 4)], x => x[0].IndexSelect(0, x[1]), _ => new Plain([0, 3], [])),
        new("IndexAdd", [new Entry([5, 2]), Entry.Index([5], 3)], x => x[0].IndexAdd(0, x[1], 4),
            x => Plain.Fill([4, 2], i => Enumerable.Range(0, 5).Where(j => x[1][j] == i[0]).Sum(j => x[0][j, i[1]]))),
        new("OneHot", [Entry.Index([2, 3], 4)], x => x[0].OneHot(4), x => Plain.Fill([2, 3, 4], i => x[0][i[0], i[1]] == i[2] ? 1 : 0)) { HasDerivative = false },
        new("OneHot of a number", [Entry.Index([], 3)], x => x[0].OneHot(3, DType.Bool), x => Plain.Fill([3], i => x[0].Values[0] == i[0] ? 1 : 0)) { HasDerivative = false },
    ];
}
