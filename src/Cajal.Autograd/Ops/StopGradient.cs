namespace Cajal;

/// <summary>Y = X, and no gradient passes: dX = 0.      any shape → the same shape</summary>
public sealed record StopGradient : ViewOp
{
    internal static readonly StopGradient Instance = new();

    /// <inheritdoc/>
    public override Layout View(in Layout x) => x;
}

/// <summary>Cutting a path.</summary>
public static class StopGradientOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The same numbers as a constant: backward does not go further.</summary>
        public Tensor StopGradient() => Op.Apply(Cajal.StopGradient.Instance, x);
    }
}
