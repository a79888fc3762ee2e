namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Views() =>
    [
        Moved("Reshape", [3, 4], x => x.Reshape(2, -1), [2, 6], i => [(i[0] * 6 + i[1]) / 4, (i[0] * 6 + i[1]) % 4]),
        Moved("Reshape to one", [1, 1], x => x.Reshape(Shape.Scalar), [], _ => [0, 0]),
        Moved("Flatten", [2, 3, 2], x => x.Flatten(), [2, 6], i => [i[0], i[1] / 2, i[1] % 2]),
        Moved("Transpose", [2, 3, 4], x => x.Transpose(0, -1), [4, 3, 2], i => [i[2], i[1], i[0]]),
        Moved("T", [3, 4], x => x.T, [4, 3], i => [i[1], i[0]]),
        Moved("Permute", [2, 3, 4], x => x.Permute(2, 0, 1), [4, 2, 3], i => [i[1], i[2], i[0]]),
        Moved("Slice", [4, 5], x => x.Slice(1, 1..^1), [4, 3], i => [i[0], i[1] + 1]),
        Moved("Slice by steps", [7, 2], x => x.Slice(0, 1..7, 3), [2, 2], i => [1 + 3 * i[0], i[1]]),
        Moved("Slice of none", [4, 2], x => x.Slice(0, 2..2), [0, 2], i => i),
        Moved("Select", [4, 3, 2], x => x.Select(1, -1), [4, 2], i => [i[0], 2, i[1]]),
        Moved("Expand", [3, 1], x => x.Expand([2, 3, 4]), [2, 3, 4], i => [i[1], 0]),
        Moved("Squeeze", [3, 1, 2], x => x.Squeeze(1), [3, 2], i => [i[0], 0, i[1]]),
        Moved("Unsqueeze", [3, 2], x => x.Unsqueeze(-1), [3, 2, 1], i => [i[0], i[1]]),
        Moved("Contiguous", [3, 2], x => x.T.Contiguous(), [2, 3], i => [i[1], i[0]]),
        Moved("Flip", [2, 4], x => x.Flip(-1), [2, 4], i => [i[0], 3 - i[1]]),
        Moved("Split into parts", [6, 2], x => x.Split(0, 3)[1], [2, 2], i => [i[0] + 2, i[1]]),
        Moved("Split by sizes", [2, 6], x => x.Split(1, [1, 2, 3])[2], [2, 3], i => [i[0], i[1] + 3]),
        new("LowerTriangle", [new Entry([2, 3, 4])], x => x[0].LowerTriangle(1), x => Plain.Fill(x[0].Sizes, i => i[2] <= i[1] + 1 ? x[0][i] : 0)),
        new("UpperTriangle", [new Entry([4, 3])], x => x[0].UpperTriangle(), x => Plain.Fill(x[0].Sizes, i => i[1] >= i[0] ? x[0][i] : 0)),
        new("Keep", [new Entry([3])], x => (x[0] * 2).Keep(), x => Plain.Each(x[0], v => 2 * v)),
    ];

    private static OpSample Moved(string name, int[] shape, Func<Tensor, Tensor> call, int[] result, Func<int[], int[]> from) =>
        new(name, [new Entry(shape)], x => call(x[0]), x => Plain.Fill(result, i => x[0][from(i)]));
}
