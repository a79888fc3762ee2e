using Cajal.Networks;

namespace Cajal.Studio;

/// <summary>What one forward and one backward pass look like behind each block of a deep network: normal numbers go in, the gradient of their mean square comes back.</summary>
internal sealed class LayerSignals
{
    private const int Examples = 64;

    /// <summary>Measures.</summary>
    /// <param name="blocks">Each a layer or a few.</param>
    /// <param name="width">Numbers that go in, and come out of each block.</param>
    public LayerSignals(IReadOnlyList<Layer> blocks, int width)
    {
        using var tape = Tape.Start();
        Tensor x = Tensor.Normal([Examples, width], new Rng(2), dtype: DType.Float64);
        var values = new List<Tensor>();
        foreach (var block in blocks)
        {
            x = block.Forward(x);
            tape.Watch(x);
            values.Add(x);
        }
        var gradients = tape.Gradients(x.Square().Mean());
        Size = [.. values.Select(v => Math.Sqrt(v.Square().Mean().Item()))];
        Gradient = [.. values.Select(v => gradients.TryGet(v, out var g) ? Math.Sqrt(g!.Square().Sum().Item()) : 0)];
        Saturated = [.. values.Select(v => (v.Abs() > 0.99).To(DType.Float64).Mean().Item())];
    }

    /// <summary>Root mean square behind each block.</summary>
    public double[] Size { get; }

    /// <summary>Norm of the gradient there.</summary>
    public double[] Gradient { get; }

    /// <summary>Share of values beyond ±0.99.</summary>
    public double[] Saturated { get; }
}
