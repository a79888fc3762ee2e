namespace Cajal;

/// <summary>A dense tensor seen around one axis: [outer, size, inner].</summary>
internal readonly record struct AxisView(int Outer, int Size, int Inner)
{
    public static AxisView Of(Shape shape, int axis)
    {
        int outer = 1, inner = 1;
        for (int i = 0; i < axis; i++) outer *= shape[i];
        for (int i = axis + 1; i < shape.Rank; i++) inner *= shape[i];
        return new(outer, shape[axis], inner);
    }
}
