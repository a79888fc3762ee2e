namespace Cajal;

/// <summary>y = 1 where x &gt; 0, −1 where x &lt; 0, 0 at 0; NaN stays NaN      no gradient passes</summary>
public readonly record struct Sign : IJump
{
    /// <inheritdoc/>
    public string WayOut => "Train with Tanh() in its place, or with the perceptron rule, which needs no derivative.";

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Select(L.Less(L.Of(0), x), L.Of(1), L.Select(L.Less(x, L.Of(0)), L.Of(-1), x));
}

/// <summary>The sign function.</summary>
public static class SignOnTensor
{
    extension(Tensor x)
    {
        /// <summary>1, 0 or −1 as x is above, at or below 0. Backward through it throws: its derivative is 0 everywhere but at the jump.</summary>
        public Tensor Sign() =>
            x.DType.IsFloat() ? Op.Apply(new Jump<Sign>(default), x) : (x > 0).To(x.DType) - (x < 0).To(x.DType);
    }
}
