using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>y = x · Φ(x), Φ(x) = (1 + erf(x/√2)) / 2      dy/dx = Φ(x) + x · φ(x), φ(x) = e^(−x²/2) / √(2π)</summary>
/// <remarks>Hendrycks and Gimpel 2016. Φ is 0 or 1 to the last digit beyond ±40, so the factor x is held there: −∞ gives 0, not NaN.</remarks>
public readonly record struct Gelu : IDifferentiable
{
    // φ(0) = 1/√(2π)
    private const double RootHalf = 0.70710678118654752, Peak = 0.39894228040143268;

    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L F<L>(L x) where L : struct, ILane<L> => L.AtLeast(x, L.Of(-40)) * Phi(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L D<L>(L x, L y) where L : struct, ILane<L>
    {
        L near = L.AtMost(L.AtLeast(x, L.Of(-40)), L.Of(40));
        return Phi(x) + near * L.Of(Peak) * L.Exp(near * near * L.Of(-0.5));
    }

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y)
    {
        var near = x.Clamp(-40, 40);
        return 0.5 * (1 + (near * RootHalf).Erf()) + near * (near.Square() * -0.5).Exp() * Peak;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Phi<L>(L x) where L : struct, ILane<L> => L.Of(0.5) * (L.Of(1) + L.Erf(x * L.Of(RootHalf)));
}

/// <summary>GELU.</summary>
public static class GeluOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x · Φ(x) with the normal distribution's Φ, number by number.</summary>
        public Tensor Gelu() => Op.Apply(new Unary<Gelu>(default), x);
    }
}
