namespace Cajal;

/// <summary>Layer norm: a row is the last axes of one example.      [a, n], γ, β: [n] → [a, n]      Derivative: see
/// <see cref="RowNormalize"/>.</summary>
/// <remarks>Source: Ba, Kiros, Hinton (2016). The lecture's LN-S has no epsilon, which is <paramref name="Epsilon"/> = 0 here.</remarks>
/// <param name="Axes">Number of last axes that form a row.</param>
/// <param name="Epsilon">ε ≥ 0, added to the variance.</param>
public sealed record LayerNormalize(int Axes, double Epsilon) : RowNormalize(Epsilon)
{
    /// <inheritdoc/>
    public override string Formula => "y = (x − μ)/√(σ² + ε)·γ + β, μ and σ² of each row";

    internal override NormShape Layout(Shape x) => new(1, FactorShape(x).Count, 1, true, Epsilon, "LayerNorm");

    internal override Shape FactorShape(Shape x) => LastAxes.Of(x, Axes);

    internal override Shape Stretchable(Shape x) => FactorShape(x);

    internal override int RowsOf(Shape x) => LastAxes.RowsOf(x, Axes);
}

/// <summary>The last axes of a shape, and how many rows are before them.</summary>
internal static class LastAxes
{
    public static Shape Of(Shape x, int axes) => Shape.Of(x.AsSpan()[(x.Rank - axes)..]);

    public static int RowsOf(Shape x, int axes) => Shape.Of(x.AsSpan()[..(x.Rank - axes)]).Count;

    public static int Require(string name, Tensor x, Shape normalizedShape)
    {
        int axes = normalizedShape.Rank;
        if (axes == 0 || normalizedShape.Count == 0)
            throw new ArgumentException($"{name} normalises over at least one axis with at least one number; received {normalizedShape}.");
        if (x.Rank < axes || Of(x.Shape, axes) != normalizedShape)
            throw new ShapeException(name, $"[…, {string.Join(", ", normalizedShape.ToArray())}]", x.Shape);
        return axes;
    }
}

/// <summary>Layer norm.</summary>
public static class LayerNormOnTensor
{
    extension(Tensor x)
    {
        /// <summary>(x − μ)/√(σ² + ε) · γ + β over the last axes, whose sizes are given: [a, n] with [n] normalises each row.</summary>
        /// <param name="normalizedShape">Sizes of the last axes that are normalised together.</param>
        /// <param name="weight">γ of that shape; 1 when left out.</param>
        /// <param name="bias">β of that shape; 0 when left out.</param>
        /// <param name="epsilon">ε ≥ 0. With 0 the scale of x leaves no trace.</param>
        /// <exception cref="ShapeException">Other last axes.</exception>
        /// <exception cref="InvalidOperationException">ε is 0 and all numbers of a row are equal.</exception>
        public Tensor LayerNorm(Shape normalizedShape, Tensor? weight = null, Tensor? bias = null, double epsilon = 1e-5) =>
            new LayerNormalize(LastAxes.Require("LayerNorm", x, normalizedShape), epsilon).Over(x, weight, bias);
    }
}
