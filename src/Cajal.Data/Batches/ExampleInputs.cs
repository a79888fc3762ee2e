namespace Cajal.Data;

/// <summary>The inputs of prepared examples: any of them can be written straight into a caller's buffer.</summary>
internal abstract class ExampleInputs(int count, Shape exampleShape)
{
    public int Count { get; } = count;

    public Shape ExampleShape { get; } = exampleShape;

    /// <summary>Writes one example, <c>ExampleShape.Count</c> numbers; allocates nothing.</summary>
    public abstract void CopyTo(int index, Span<float> x);
}

/// <summary>Inputs that were computed once: the rows of a table.</summary>
internal sealed class MatrixInputs(float[] matrix, int count, Shape exampleShape) : ExampleInputs(count, exampleShape)
{
    private readonly int width = exampleShape.Count;

    public override void CopyTo(int index, Span<float> x) => matrix.AsSpan(index * width, width).CopyTo(x);
}

/// <summary>Some of other inputs.</summary>
internal sealed class SomeInputs(ExampleInputs all, int[] rows) : ExampleInputs(rows.Length, all.ExampleShape)
{
    public override void CopyTo(int index, Span<float> x) => all.CopyTo(rows[index], x);
}

/// <summary>Inputs that are scaled each time they are read: pictures stay bytes in memory.</summary>
internal sealed class PictureInputs(PictureFeatures pictures, int[] rows, float shift, float scale)
    : ExampleInputs(rows.Length, pictures.ExampleShape)
{
    public override void CopyTo(int index, Span<float> x) => pictures.CopyScaled(rows[index], x, shift, scale);
}
