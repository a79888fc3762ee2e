namespace Cajal;

/// <summary>y = |x|      dy/dx = sign x, 0 at 0</summary>
public readonly record struct Abs : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Abs(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), x), L.Of(1), L.Select(L.Less(x, L.Of(0)), L.Of(-1), x));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => x.StopGradient().Sign();
}

/// <summary>Absolute values.</summary>
public static class AbsOnTensor
{
    extension(Tensor x)
    {
        /// <summary>|x|, number by number.</summary>
        public Tensor Abs() => x.DType.IsFloat() ? Op.Apply(new Unary<Abs>(default), x) : x.Maximum(-x);
    }
}
