namespace Cajal.Networks;

/// <summary>The lecture's modern modules in the lecture's notation; σ is an activation by name.
/// <code>
/// MM(x)       = W·x + b
/// MLP(x)      = MM(σ(MM(σ(… MM(x)))))           no σ after the last product
/// Res(z)      = z + σ(MM(σ(MM(z))))
/// ResNet-S(x) = MM(Res(Res(… Res(x))))
/// LN-S(z)     = (z − μ)/σ̂,  LN(z) = β + γ · LN-S(z)      no epsilon: LN(MM(z)) is the same for α·W, α·b with any α > 0
/// </code></summary>
public static class Modern
{
    /// <summary>MM(x) = W·x + b      […, from] → […, to]</summary>
    public static Linear MM(int from, int to, Rng rng, string sigma = "relu", DType dtype = DType.Float32) =>
        new(from, to, rng, weight: Mlp.SuitedTo(Activation.Parse(sigma)), dtype: dtype);

    /// <summary>MLP(x) = MM(σ(MM(σ(… MM(x)))))      […, sizes[0]] → […, sizes[^1]]</summary>
    public static Sequential MLP(ReadOnlySpan<int> sizes, Rng rng, string sigma = "relu", DType dtype = DType.Float32) =>
        Mlp.Build(sizes, rng, sigma, dtype: dtype);

    /// <summary>Res(z) = z + σ(MM(σ(MM(z))))      […, width] → […, width]</summary>
    public static Residual Res(int width, Rng rng, string sigma = "relu", DType dtype = DType.Float32) =>
        new(Branch(width, rng, sigma, dtype));

    /// <summary>LN(z) = β + γ · LN-S(z); each number has a β and γ of its own      […, width] → […, width]</summary>
    /// <param name="width">m: size of the last axis.</param>
    /// <param name="epsilon">0 as in the lecture: then a vector whose numbers are all equal is an error.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public static LayerNorm LN(int width, double epsilon = 0, DType dtype = DType.Float32) => new(width, epsilon, dtype: dtype);

    /// <summary>ResNet-S(x) = MM(Res(Res(… Res(x))))      […, width] → […, outputs]</summary>
    /// <param name="width">Size of x's last axis, which all blocks keep.</param>
    /// <param name="blocks">Number of residual blocks; each holds two products.</param>
    /// <param name="outputs">Size of the result's last axis.</param>
    /// <param name="rng">Random numbers; each product takes the next numbered child.</param>
    /// <param name="sigma">σ by name.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public static Sequential ResNetS(int width, int blocks, int outputs, Rng rng, string sigma = "relu", DType dtype = DType.Float32) =>
        new([.. Enumerable.Range(0, blocks).Select(_ => Res(width, rng, sigma, dtype)), MM(width, outputs, rng, sigma, dtype)]);

    /// <summary>The same products without the connections around them: MM(σ(MM(… σ(MM(x))))).      […, width] → […, outputs]</summary>
    /// <param name="width">Size of x's last axis, which all layers keep.</param>
    /// <param name="blocks">Number of pairs of products.</param>
    /// <param name="outputs">Size of the result's last axis.</param>
    /// <param name="rng">Random numbers; the weights are those of <see cref="ResNetS"/> from the same seed.</param>
    /// <param name="sigma">σ by name.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public static Sequential PlainNet(int width, int blocks, int outputs, Rng rng, string sigma = "relu", DType dtype = DType.Float32) =>
        new([.. Enumerable.Range(0, blocks).SelectMany(_ => Branch(width, rng, sigma, dtype)), MM(width, outputs, rng, sigma, dtype)]);

    private static Layer[] Branch(int width, Rng rng, string sigma, DType dtype) =>
        [MM(width, width, rng, sigma, dtype), Activation.Parse(sigma), MM(width, width, rng, sigma, dtype), Activation.Parse(sigma)];
}
