namespace Cajal.Networks;

/// <summary>Random numbers inside a step, new ones in each: the kept counter moves on with every draw, so that plans replay the drawing and
/// checkpoints resume it.</summary>
public sealed class NoiseSource : Module
{
    private readonly ulong key;

    /// <summary>A source with a key of its own.</summary>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    public NoiseSource(Rng rng)
    {
        key = rng.Child().Key;
        Counter = Register("counter", new State(Tensor.Zeros(Shape.Scalar, DType.Int64), persistent: false));
    }

    /// <summary>Position in the random numbers.</summary>
    public State Counter { get; }

    /// <summary>Numbers from the normal distribution with mean 0 and standard deviation 1.</summary>
    /// <param name="shape">How many, and how they lie.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public Tensor Normal(Shape shape, DType dtype = DType.Float32) => RandomNormal.Draw(shape, dtype, key, Counter);

    /// <summary>Numbers in [0, 1), each equally likely.</summary>
    /// <inheritdoc cref="Normal" path="/param"/>
    public Tensor Uniform(Shape shape, DType dtype = DType.Float32) => RandomUniform.Draw(shape, dtype, key, Counter);
}
