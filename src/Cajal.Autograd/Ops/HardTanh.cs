namespace Cajal;

/// <summary>y = min(max(x, Min), Max)      dy/dx = 1 where Min &lt; x &lt; Max, else 0</summary>
/// <remarks>0 also at the bounds, unlike <see cref="Clamp"/>: so the field has it.</remarks>
/// <param name="Min">Smallest result.</param>
/// <param name="Max">Largest result.</param>
public readonly record struct HardTanh(double Min, double Max) : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtMost(L.AtLeast(x, L.Of(Min)), L.Of(Max));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> =>
        L.Select(L.Less(L.Of(Min), y), L.Select(L.Less(y, L.Of(Max)), L.Of(1), L.Of(0)), L.Of(0));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => ((y > Min) & (y < Max)).To(y.DType);
}

/// <summary>Hard tanh.</summary>
public static class HardTanhOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x held between two bounds, number by number; the gradient is 0 at the bounds and beyond.</summary>
        public Tensor HardTanh(double min = -1, double max = 1) => Op.Apply(new Unary<HardTanh>(new(min, max)), x);
    }
}
