namespace Cajal.Networks;

/// <summary>The axes of places: all after examples and channels.</summary>
internal static class GlobalAxes
{
    public static int[] Of(string place, Tensor x) => x.Rank >= 2 && !x.Shape.ToArray().AsSpan(2).Contains(0)
        ? [.. Enumerable.Range(2, x.Rank - 2)] : throw new ShapeException(place, "[N, C, …] with at least one place", x.Shape);
}
