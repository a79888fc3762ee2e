namespace Cajal.Networks;

/// <summary>Turns examples into codes.      [N, H, W], [N, C, H, W] or [N, numbers] → [N, code]</summary>
internal static class CodeEncoder
{
    /// <summary>An encoder for examples of a shape: two convolutions for pictures and sequences, two linear layers for rows of numbers.</summary>
    /// <exception cref="ArgumentException">Examples of more than three axes.</exception>
    public static Sequential Build(Shape example, int code, Rng rng)
    {
        if (example.Rank == 1) return new Sequential(Mlp.Build([example.Count, 2 * code, code], rng), Activation.Relu);
        if (example.Rank > 3)
            throw new ArgumentException($"Codes are learned of pictures, sequences and rows of numbers; the examples have shape {example}.");
        int channels = example.Rank == 3 ? example[0] : 1, height = example[example.Rank - 2], width = example[example.Rank - 1];
        return new Sequential(new Planes(),
            new Conv2d(channels, 16, 5, rng, stride: 2, padding: 2), Activation.Relu,
            new Conv2d(16, 32, 3, rng, stride: 2, padding: 1), Activation.Relu,
            new Flatten(), new Linear(32 * ((height + 3) / 4) * ((width + 3) / 4), code, rng), Activation.Relu);
    }
}
