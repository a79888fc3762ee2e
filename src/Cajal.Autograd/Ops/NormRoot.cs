namespace Cajal;

/// <summary>y = √x for a sum of squares x      dy/dx = 1 / (2y), and 0 at 0: of the cone's slopes there, the flat one</summary>
public readonly record struct NormRoot : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Sqrt(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Select(L.Same(y, L.Of(0)), L.Of(0), L.Of(0.5) / y);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y)
    {
        var tip = y.EqualTo(0);
        return Tensor.Where(tip, 0, 0.5 / Tensor.Where(tip, 1, y));
    }
}

/// <summary>Roots at the end of a norm.</summary>
internal static class NormRootOnTensor
{
    extension(Tensor x)
    {
        public Tensor NormRoot() => Op.Apply(new Unary<NormRoot>(default), x);
    }
}
