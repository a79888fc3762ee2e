using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The units of hidden linear layers by the size of what they say.</summary>
internal static class HiddenUnits
{
    /// <summary>A hidden linear layer.</summary>
    /// <param name="Name">Its path in the model.</param>
    /// <param name="Layer">The layer.</param>
    /// <param name="Sizes">Root mean square of each unit's activation.</param>
    public sealed record Units(string Name, Linear Layer, double[] Sizes)
    {
        /// <summary>Number of units.</summary>
        public int Count => Sizes.Length;
    }

    /// <summary>The linear layers that an activation follows.</summary>
    public static IReadOnlyList<Units> Of(Examination e) => e.ReadRecord((record, _) =>
    {
        using var pause = Tape.Pause();
        return (IReadOnlyList<Units>)[.. WatchedLayer.Of(e.Trainer.Model, record).Where(l => l is { Module: Linear, Function: not null, Activations.Rank: 2 })
            .Select(l => new Units(l.Name, (Linear)l.Module, SizesOf(l.Activations!)))];
    });

    /// <summary>Silences a share of the units of each layer, those that say least.</summary>
    public static void Silence(IReadOnlyList<Units> layers, double share)
    {
        foreach (var layer in layers)
        {
            var weak = layer.Sizes.Select((size, unit) => (size, unit)).OrderBy(u => u.size).Take((int)(share * layer.Count)).Select(u => u.unit).ToHashSet();
            foreach (var parameter in layer.Layer.Parameters)
            {
                float[] values = parameter.To(DType.Float32).ToArray<float>();
                // W is [out, in], b is [out].
                int inner = values.Length / layer.Count;
                for (int i = 0; i < values.Length; i++)
                    if (weak.Contains(i / inner)) values[i] = 0;
                parameter.Assign(Tensor.From(values, parameter.Shape).To(parameter.DType));
            }
        }
    }

    private static double[] SizesOf(Tensor activations)
    {
        float[] a = activations.To(DType.Float32).ToArray<float>();
        int units = activations.Shape[1];
        double[] squares = new double[units];
        for (int i = 0; i < a.Length; i++) squares[i % units] += (double)a[i] * a[i];
        return [.. squares.Select(s => Math.Sqrt(s * units / a.Length))];
    }
}
