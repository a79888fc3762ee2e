namespace Cajal;

/// <summary>y = erf x = 2/√π ∫₀ˣ e^(−t²) dt      dy/dx = 2/√π · e^(−x²)</summary>
public readonly record struct Erf : IDifferentiable
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Erf(x);

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Of(TwoOverRootPi) * L.Exp(-(x * x));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => TwoOverRootPi * (-x.Square()).Exp();
}

/// <summary>The error function.</summary>
public static class ErfOnTensor
{
    extension(Tensor x)
    {
        /// <summary>erf x, number by number: −1 … 1.</summary>
        public Tensor Erf() => Op.Apply(new Unary<Erf>(default), x);
    }
}
