namespace Cajal;

/// <summary>A size, step or place along depth, height and width. What has fewer axes uses the last ones; the others are 1 (or 0 for places).</summary>
/// <param name="Depth">Along the third axis from the end.</param>
/// <param name="Height">Along the second axis from the end.</param>
/// <param name="Width">Along the last axis.</param>
public readonly record struct Extent3(int Depth, int Height, int Width)
{
    /// <summary>1 along each axis.</summary>
    public static Extent3 One => new(1, 1, 1);

    /// <summary>0: depth, 1: height, 2: width.</summary>
    public int this[int axis] => axis == 0 ? Depth : axis == 1 ? Height : Width;

    /// <summary>The product of the three.</summary>
    public int Count => checked(Depth * Height * Width);

    /// <summary>The same with one axis changed.</summary>
    internal Extent3 With(int axis, int value) =>
        new(axis == 0 ? value : Depth, axis == 1 ? value : Height, axis == 2 ? value : Width);

    /// <summary>The spatial sizes of [N, C, …]: everything after the first two axes.</summary>
    internal static Extent3 Spatial(Shape shape) =>
        new(shape.Rank > 4 ? shape[-3] : 1, shape.Rank > 3 ? shape[-2] : 1, shape.Rank > 2 ? shape[-1] : 1);
}
