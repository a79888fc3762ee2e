namespace Cajal.Data;

/// <summary>Inputs that are grids of one kind of number: grey pictures <c>[28, 28]</c>, or any array with the same shape for every
/// example.</summary>
public abstract class PictureFeatures : Features
{
    private readonly Shape exampleShape;

    private protected PictureFeatures(long values, Shape exampleShape)
        : base(CountOf(values, exampleShape)) => this.exampleShape = exampleShape;

    /// <inheritdoc/>
    public override Shape ExampleShape => exampleShape;

    /// <summary>Copies one example's values, as they came, to <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public abstract void CopyTo(int row, Span<float> values);

    /// <summary>Copies one example as (value − shift) / scale.</summary>
    internal abstract void CopyScaled(int row, Span<float> values, float shift, float scale);

    internal override InputTransform Fit(ReadOnlySpan<int> rows) => PictureScaling.Fit(this, rows);

    private static int CountOf(long values, Shape exampleShape)
    {
        if (exampleShape.Count == 0 || values % exampleShape.Count != 0)
            throw new ArgumentException($"{values} values do not divide into examples of shape {exampleShape}.");
        return checked((int)(values / exampleShape.Count));
    }
}
