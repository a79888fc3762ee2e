namespace Cajal;

/// <summary>y = min(max(x, Min), Max)      dy/dx = 1 where Min ≤ x ≤ Max, else 0</summary>
/// <param name="Min">Smallest result.</param>
/// <param name="Max">Largest result.</param>
public readonly record struct Clamp(double Min, double Max) : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtMost(L.AtLeast(x, L.Of(Min)), L.Of(Max));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> =>
        L.Select(L.LessOrEqual(L.Of(Min), x), L.Select(L.LessOrEqual(x, L.Of(Max)), L.Of(1), L.Of(0)), L.Of(0));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => (x >= Min).To(x.DType) * (x <= Max).To(x.DType);
}

/// <summary>Bounds.</summary>
public static class ClampOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x held between two bounds, number by number; a bound that is left out does not hold. NaN stays NaN.</summary>
        /// <exception cref="ArgumentException">The lower bound is above the upper.</exception>
        public Tensor Clamp(double min = double.NegativeInfinity, double max = double.PositiveInfinity)
        {
            if (!(min <= max))
                throw new ArgumentException(
                    FormattableString.Invariant($"Clamp needs a lower bound that is not above the upper; received {min} and {max}."));
            if (x.DType.IsFloat()) return Op.Apply(new Unary<Clamp>(new(min, max)), x);
            if (!double.IsInfinity(min)) x = x.Maximum(min);
            return double.IsInfinity(max) ? x : x.Minimum(max);
        }
    }
}
