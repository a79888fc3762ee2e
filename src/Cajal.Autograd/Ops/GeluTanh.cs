namespace Cajal;

/// <summary>y = x/2 · (1 + tanh u), u = √(2/π) · (x + 0.044715 x³)      dy/dx = (1 + tanh u)/2 + x/2 · (1 − tanh² u) · du/dx</summary>
/// <remarks>The approximation of GELU in Hendrycks and Gimpel 2016. tanh u is ±1 to the last digit beyond x = ±40, so x is held there
/// where it would overflow.</remarks>
public readonly record struct GeluTanh : IDifferentiable
{
    private const double Root = 0.79788456080286536, Cubic = 0.044715;

    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtLeast(x, L.Of(-40)) * L.Of(0.5) * (L.Of(1) + TanhU(Near(x)));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L>
    {
        L near = Near(x), t = TanhU(near), slope = L.Of(Root) * (L.Of(1) + L.Of(3 * Cubic) * near * near);
        return L.Of(0.5) * (L.Of(1) + t) + L.Of(0.5) * near * (L.Of(1) - t * t) * slope;
    }

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y)
    {
        var near = x.Clamp(-40, 40);
        var t = (Root * (near + Cubic * near * near * near)).Tanh();
        return 0.5 * (1 + t) + 0.5 * near * (1 - t.Square()) * (Root * (1 + 3 * Cubic * near.Square()));
    }

    private static L Near<L>(L x) where L : struct, ILane<L> => L.AtMost(L.AtLeast(x, L.Of(-40)), L.Of(40));

    private static L TanhU<L>(L x) where L : struct, ILane<L> => L.Tanh(L.Of(Root) * (x + L.Of(Cubic) * x * x * x));
}

/// <summary>GELU by tanh.</summary>
public static class GeluTanhOnTensor
{
    extension(Tensor x)
    {
        /// <summary>GELU's approximation by tanh, number by number.</summary>
        public Tensor GeluTanh() => Op.Apply(new Unary<GeluTanh>(default), x);
    }
}
