namespace Cajal;

/// <summary>y = ln σ(x) = min(x, 0) − ln(1 + e^(−|x|))      dy/dx = σ(−x)</summary>
public readonly record struct LogSigmoid : IDifferentiable
{
    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.AtMost(x, L.Of(0)) - L.Log1p(L.Exp(-L.Abs(x)));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Sigmoid(-x);

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => (-x).Sigmoid();
}

/// <summary>Logarithms of the logistic function.</summary>
public static class LogSigmoidOnTensor
{
    extension(Tensor x)
    {
        /// <summary>ln(1 / (1 + e⁻ˣ)), number by number; nothing overflows.</summary>
        public Tensor LogSigmoid() => Op.Apply(new Unary<LogSigmoid>(default), x);
    }
}
