namespace Cajal;

/// <summary>Root mean square norm: y = x/√(mean x² + ε) · γ, the mean stays in.      [a, n], γ: [n] → [a, n]
///      Derivative: see <see cref="RowNormalize"/> with μ = 0.</summary>
/// <remarks>Source: Zhang, Sennrich (2019).</remarks>
/// <param name="Axes">Number of last axes that form a row.</param>
/// <param name="Epsilon">ε ≥ 0, added to the mean square.</param>
public sealed record RmsNormalize(int Axes, double Epsilon) : RowNormalize(Epsilon)
{
    /// <inheritdoc/>
    public override string Formula => "y = x/√(mean x² + ε)·γ";

    internal override bool IsCentered => false;

    internal override NormShape Layout(Shape x) => new(1, FactorShape(x).Count, 1, false, Epsilon, "RmsNorm");

    internal override Shape FactorShape(Shape x) => LastAxes.Of(x, Axes);

    internal override Shape Stretchable(Shape x) => FactorShape(x);

    internal override int RowsOf(Shape x) => LastAxes.RowsOf(x, Axes);
}

/// <summary>Root mean square norm.</summary>
public static class RmsNormOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x/√(mean x² + ε) · γ over the last axes, whose sizes are given.</summary>
        /// <param name="normalizedShape">Sizes of the last axes that are normalised together.</param>
        /// <param name="weight">γ of that shape; 1 when left out.</param>
        /// <param name="epsilon">ε ≥ 0; when left out the step from 1 to the next number of the element type, as in PyTorch.</param>
        /// <exception cref="ShapeException">Other last axes.</exception>
        /// <exception cref="InvalidOperationException">ε is 0 and all numbers of a row are 0.</exception>
        public Tensor RmsNorm(Shape normalizedShape, Tensor? weight = null, double? epsilon = null) => new RmsNormalize(
            LastAxes.Require("RmsNorm", x, normalizedShape), epsilon ?? (x.DType == DType.Float64 ? double.BitIncrement(1) - 1
                : float.BitIncrement(1) - 1))
            .Over(x, weight, null);
    }
}
