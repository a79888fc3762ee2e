namespace Cajal;

/// <summary>y = ln x; −∞ at 0, NaN below      dy/dx = 1 / x</summary>
public readonly record struct Log : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Log(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Of(1) / x;

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => 1 / x;
}

/// <summary>Natural logarithms.</summary>
public static class LogOnTensor
{
    extension(Tensor x)
    {
        /// <summary>ln x, number by number; −∞ at 0, NaN below.</summary>
        public Tensor Log() => Op.Apply(new Unary<Log>(default), x);
    }
}
