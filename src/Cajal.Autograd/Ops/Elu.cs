namespace Cajal;

/// <summary>y = x where x &gt; 0, Alpha · (eˣ − 1) elsewhere      dy/dx = 1 or Alpha · eˣ</summary>
/// <param name="Alpha">−Alpha is the limit on the left.</param>
public readonly record struct Elu(double Alpha) : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), x), x, L.Of(Alpha) * L.Expm1(x));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), x), L.Of(1), L.Of(Alpha) * L.Exp(x));

    // The exponential sees no positive x, so that the hidden branch stays finite.
    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => Tensor.Where(x > 0, 1, Alpha * x.Minimum(0).Exp());
}

/// <summary>ELU (Clevert, Unterthiner, Hochreiter 2015).</summary>
public static class EluOnTensor
{
    extension(Tensor x)
    {
        /// <summary>x where x &gt; 0, alpha · (eˣ − 1) elsewhere, number by number.</summary>
        public Tensor Elu(double alpha = 1) => Op.Apply(new Unary<Elu>(new(alpha)), x);
    }
}
