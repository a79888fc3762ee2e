using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>What one forward and one backward pass look like in each layer of a deep network.</summary>
internal sealed class DeepSignals
{
    /// <summary>Sends normal numbers through a chain of layers and the gradient of the mean square of its outputs back.</summary>
    /// <param name="blocks">Each a layer or a few; what leaves each is measured.</param>
    /// <param name="width">Units in each layer.</param>
    /// <param name="rng">Makes the inputs, 64 of them.</param>
    public DeepSignals(IReadOnlyList<Layer> blocks, int width, Rng rng)
    {
        using var tape = Tape.Start();
        Tensor x = Tensor.Normal([64, width], rng, dtype: DType.Float64);
        var values = new List<Tensor>();
        foreach (var block in blocks)
        {
            x = block.Forward(x);
            tape.Watch(x);
            values.Add(x);
        }
        var gradients = tape.Gradients((x * x).Mean());
        Spread = [.. values.Select(v => Math.Sqrt((v * v).Mean().Item()))];
        Gradient = [.. values.Select(v => gradients.TryGet(v, out var g) ? Math.Sqrt((g * g).Sum().Item()) : 0)];
        Saturated = [.. values.Select(v => (v.Abs() > 0.99).To(DType.Float64).Mean().Item())];
    }

    /// <summary>Root mean square of each block's results.</summary>
    public double[] Spread { get; }

    /// <summary>Norm of the loss's gradient by each block's results.</summary>
    public double[] Gradient { get; }

    /// <summary>Share of results beyond ±0.99.</summary>
    public double[] Saturated { get; }

    /// <summary>Layers with an activation behind each.</summary>
    public static List<Layer> Chain(int depth, int width, string activation, Initializer weight, Rng rng) =>
        [.. Enumerable.Range(0, depth).Select(_ => (Layer)new Sequential(new Linear(width, width, rng, weight: weight, dtype: DType.Float64), Activation.Parse(activation)))];
}
