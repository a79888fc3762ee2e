namespace Cajal.Tests.Ops;

internal static partial class OpSamples
{
    private static IEnumerable<OpSample> Products()
    {
        (int[] A, int[] B)[] cases =
        [
            ([3, 4], [4, 2]), ([1, 4], [4, 1]), ([4, 1], [1, 3]), ([2, 3, 4], [2, 4, 2]), ([2, 3, 4], [4, 2]), ([3, 4], [2, 4, 2]), ([2, 1, 3, 4], [5, 4, 2]),
            ([4], [4]), ([3, 4], [4]), ([4], [4, 3]), ([2, 3, 4], [4]), ([0, 4], [4, 2]), ([3, 0], [0, 2]), ([3, 4], [4, 0]), ([0, 3, 4], [4, 2]), ([67, 130], [130, 65]),
        ];
        foreach (var (a, b) in cases)
            yield return new OpSample($"MatMul [{string.Join(", ", a)}] [{string.Join(", ", b)}]", [new Entry(a), new Entry(b)], x => x[0].MatMul(x[1]), x => Product(x[0], x[1]));
    }

    private static Plain Product(Plain a, Plain b)
    {
        Plain left = a.Rank == 1 ? new Plain([1, .. a.Sizes], a.Values) : a, right = b.Rank == 1 ? new Plain([.. b.Sizes, 1], b.Values) : b;
        int[] batch = Plain.Together(left.Sizes[..^2], right.Sizes[..^2]);
        int n = left.Sizes[^2], k = left.Sizes[^1], m = right.Sizes[^1];
        var y = Plain.Fill([.. batch, n, m], i =>
        {
            int[] p = Plain.Fold(i[..^2], left.Sizes[..^2]), q = Plain.Fold(i[..^2], right.Sizes[..^2]);
            double sum = 0;
            for (int j = 0; j < k; j++) sum += left[[.. p, i[^2], j]] * right[[.. q, j, i[^1]]];
            return sum;
        });
        return new Plain([.. batch, .. a.Rank == 1 ? Array.Empty<int>() : [n], .. b.Rank == 1 ? Array.Empty<int>() : [m]], y.Values);
    }
}
