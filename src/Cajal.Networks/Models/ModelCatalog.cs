namespace Cajal.Networks;

/// <summary>Builds a network for examples of a shape: x [N, ..example] → [N, outputs].</summary>
/// <param name="example">Shape of one example: [28, 28] of a grey picture, [3, 32, 32] of a coloured one, [steps, numbers] of a
/// sequence, [numbers] of a row.</param>
/// <param name="outputs">Numbers the network answers with, before softmax or sigmoid.</param>
/// <param name="rng">Random numbers for first weights and dropout.</param>
public delegate Layer ModelMaker(Shape example, int outputs, Rng rng);

/// <summary>Networks that recipes and the command line name beside the multi-layer perceptron: <c>--model "lenet"</c>.</summary>
/// <remarks>A new one is one line here; users add their own with <see cref="Catalog{T}.Add"/>.</remarks>
public static class ModelCatalog
{
    /// <summary>The models by name.</summary>
    public static Catalog<ModelMaker> All { get; } = new("model")
    {
        { "forecaster", o => Forecasters(o.Whole("lag", 1), o.Whole("units", 16)) },
    };

    /// <summary>The maker that a text names, for example <c>lenet</c> or <c>lstm(units=64)</c>.</summary>
    /// <exception cref="ArgumentException">No such name or option; the message says the nearest right one.</exception>
    public static ModelMaker Parse(string text) => All.Parse(text);

    private static ModelMaker Forecasters(int lag, int units) => (example, outputs, rng) => example.Rank == 2 && outputs == 1
        ? new Forecaster(example[0], example[1], rng, lag, units)
        : throw new ArgumentException($"A forecaster reads windows [steps, numbers] and answers with one number; the examples have shape "
            + $"{example} and {outputs} outputs are asked for.");
}
