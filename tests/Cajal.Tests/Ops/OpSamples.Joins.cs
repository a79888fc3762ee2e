namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Joins() =>
    [
        Joined("Concatenate axis 0", 0, [2, 3], [1, 3], [3, 3]),
        Joined("Concatenate axis 1", 1, [2, 3], [2, 2]),
        Joined("Concatenate axis -1 of three", -1, [2, 2, 3], [2, 2, 1]),
        Joined("Concatenate with none", 1, [2, 0], [2, 2], [2, 0]),
        Joined("Concatenate one", 0, [3]),
        new("Stack axis 0", [new Entry([2, 3]), new Entry([2, 3])], x => Tensor.Stack(x), x => Plain.Fill([2, 2, 3], i => x[i[0]][i[1], i[2]])),
        new("Stack axis -1", [new Entry([2, 3]), new Entry([2, 3])], x => Tensor.Stack(x, -1), x => Plain.Fill([2, 3, 2], i => x[i[2]][i[0], i[1]])),
        new("Stack numbers", [new Entry([]), new Entry([]), new Entry([])], x => Tensor.Stack(x), x => Plain.Fill([3], i => x[i[0]].Values[0])),
        new("Pad", [new Entry([2, 3])], x => x[0].Pad(1, 2, 1, 0.5), x => Plain.Fill([2, 6], i => i[1] is >= 2 and < 5 ? x[0][i[0], i[1] - 2] : 0.5)),
        new("Pad nothing", [new Entry([2, 3])], x => x[0].Pad(0, 0, 0) * 1, x => x[0]),
    ];

    private static OpSample Joined(string name, int axis, params int[][] shapes)
    {
        int at = axis < 0 ? axis + shapes[0].Length : axis;
        int[] result = [.. shapes[0]];
        result[at] = shapes.Sum(s => s[at]);
        return new OpSample(name, [.. shapes.Select(s => new Entry(s))], x => Tensor.Concatenate(x, axis), x => Plain.Fill(result, i =>
        {
            int part = 0, place = i[at];
            while (place >= shapes[part][at]) place -= shapes[part++][at];
            return x[part][[.. i.Select((v, k) => k == at ? place : v)]];
        }));
    }
}
