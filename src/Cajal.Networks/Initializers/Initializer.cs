namespace Cajal.Networks;

/// <summary>First values of a parameter. A weight is laid out [out, in] or [out, in, kernel…]; fan-in and fan-out are counted from
/// that.</summary>
public abstract partial class Initializer
{
    /// <summary>A tensor of first values.</summary>
    /// <param name="shape">Shape of the parameter.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public abstract Tensor Create(Shape shape, Rng rng, DType dtype = DType.Float32);

    /// <summary>Inputs and outputs of one unit: [out, in, k…] → (in·k…, out·k…). A vector counts as (n, n).</summary>
    internal static (int In, int Out) Fans(Shape shape)
    {
        if (shape.Rank < 2) return (Math.Max(1, shape.Count), Math.Max(1, shape.Count));
        int kernel = 1;
        for (int i = 2; i < shape.Rank; i++) kernel *= shape[i];
        return (Math.Max(1, shape[1] * kernel), Math.Max(1, shape[0] * kernel));
    }

    /// <summary>U(−bound, bound).</summary>
    private protected static Tensor Symmetric(Shape shape, Rng rng, double bound, DType dtype) =>
        Tensor.Uniform(shape, rng.Child(), -bound, bound, dtype);

    /// <summary>N(0, deviation²).</summary>
    private protected static Tensor Centered(Shape shape, Rng rng, double deviation, DType dtype) =>
        Tensor.Normal(shape, rng.Child(), 0, deviation, dtype);
}
