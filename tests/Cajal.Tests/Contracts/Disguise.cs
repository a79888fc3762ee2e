namespace Cajal.Tests.Contracts;

/// <summary>The same numbers as a view whose elements do not lie side by side.</summary>
internal static class Disguise
{
    public static IReadOnlyList<Func<Tensor, Tensor>> All { get; } = [Transposed, Sliced, EverySecond];

    // Stored with all axes in the opposite order.
    private static Tensor Transposed(Tensor x)
    {
        int[] opposite = [.. Enumerable.Range(0, x.Rank).Reverse()];
        return x.Rank < 2 ? x : x.Permute(opposite).Contiguous().Permute(opposite);
    }

    // Cut out of a tensor with one element more on every side.
    private static Tensor Sliced(Tensor x)
    {
        for (int axis = 0; axis < x.Rank; axis++) x = x.Pad(axis, 1, 1, value: 1);
        for (int axis = 0; axis < x.Rank; axis++) x = x.Slice(axis, 1..^1);
        return x;
    }

    // Every second element of a tensor twice as long on the last axis.
    private static Tensor EverySecond(Tensor x) =>
        x.Rank == 0 ? x : Tensor.Stack([x, x.EqualTo(x).To(x.DType)], -1).Reshape(x.Shape.With(-1, 2 * x.Shape[-1])).Slice(-1, .., 2);
}
