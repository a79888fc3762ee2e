namespace Cajal;

/// <summary>y = λ·x where x &gt; 0, λ·α·(eˣ − 1) elsewhere, λ = 1.0507…, α = 1.6733…      dy/dx = λ or λ·α·eˣ</summary>
/// <remarks>The constants keep mean 0 and variance 1 from layer to layer (Klambauer, Unterthiner, Mayr, Hochreiter 2017).</remarks>
public readonly record struct Selu : IDifferentiable
{
    private const double Lambda = 1.0507009873554804934193349852946;
    private const double LambdaAlpha = Lambda * 1.6732632423543772848170429916717;

    /// <inheritdoc/>
    public Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), x), L.Of(Lambda) * x, L.Of(LambdaAlpha) * L.Expm1(x));

    /// <inheritdoc/>
    public L D<L>(L x, L y) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), x), L.Of(Lambda), L.Of(LambdaAlpha) * L.Exp(x));

    /// <inheritdoc/>
    public Tensor Derivative(Tensor x, Tensor y) => Tensor.Where(x > 0, Lambda, LambdaAlpha * x.Minimum(0).Exp());
}

/// <summary>SELU.</summary>
public static class SeluOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The self-normalising ELU, number by number: 1.0507·x where x &gt; 0, 1.7581·(eˣ − 1) elsewhere.</summary>
        public Tensor Selu() => Op.Apply(new Unary<Selu>(default), x);
    }
}
