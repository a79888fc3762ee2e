namespace Cajal;

/// <summary>y = the largest whole number not above x      no gradient passes</summary>
public readonly record struct Floor : IJump
{
    /// <inheritdoc/>
    public string WayOut =>
        "Cut the path with StopGradient(); x + (x.Floor() − x).StopGradient() lets the gradient pass as if nothing were cut off.";

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => L.Floor(x);
}

/// <summary>Rounding down.</summary>
public static class FloorOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The largest whole number not above x, number by number. Backward through it throws.</summary>
        public Tensor Floor() => x.DType.IsFloat() ? Op.Apply(new Jump<Floor>(default), x) : x;
    }
}
