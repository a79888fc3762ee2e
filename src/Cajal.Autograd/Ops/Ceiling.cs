namespace Cajal;

/// <summary>y = the smallest whole number not below x      no gradient passes</summary>
public readonly record struct Ceiling : IJump
{
    /// <inheritdoc/>
    public string WayOut =>
        "Cut the path with StopGradient(); x + (x.Ceiling() − x).StopGradient() lets the gradient pass as if nothing were rounded up.";

    /// <inheritdoc/>
    public L F<L>(L x) where L : struct, ILane<L> => -L.Floor(-x);
}

/// <summary>Rounding up.</summary>
public static class CeilingOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The smallest whole number not below x, number by number. Backward through it throws.</summary>
        public Tensor Ceiling() => x.DType.IsFloat() ? Op.Apply(new Jump<Ceiling>(default), x) : x;
    }
}
