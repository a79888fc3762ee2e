namespace Cajal;

/// <summary>y = the nearest whole number, ties to the even one      no gradient passes</summary>
public readonly record struct Round : IJump
{
    /// <inheritdoc/>
    public string WayOut =>
        "Cut the path with StopGradient(); x + (x.Round() − x).StopGradient() lets the gradient pass as if nothing were rounded.";

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Round(x);
}

/// <summary>Rounding.</summary>
public static class RoundOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The nearest whole number, ties to the even one, number by number. Backward through it throws.</summary>
        public Tensor Round() => x.DType.IsFloat() ? Op.Apply(new Jump<Round>(default), x) : x;
    }
}
