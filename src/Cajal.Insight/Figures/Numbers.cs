using System.Collections;
using System.Runtime.CompilerServices;

namespace Cajal.Insight;

/// <summary>Numbers to draw: arrays, lists and tensors of numbers turn into them by themselves.</summary>
[CollectionBuilder(typeof(Numbers), nameof(Of))]
public readonly struct Numbers : IEnumerable<double>
{
    private readonly double[]? values;

    private Numbers(double[] values) => this.values = values;

    internal double[] Values => values ?? [];

    /// <summary>The numbers listed.</summary>
    public static Numbers Of(ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>0, 1, 2, …</summary>
    public static Numbers Count(int count)
    {
        var values = new double[Math.Max(0, count)];
        for (int i = 0; i < values.Length; i++) values[i] = i;
        return new(values);
    }

    /// <summary>Evenly spaced numbers, both ends included.</summary>
    public static Numbers Between(double low, double high, int count)
    {
        var values = new double[Math.Max(0, count)];
        for (int i = 0; i < values.Length; i++) values[i] = count == 1 ? low : low + (high - low) * i / (count - 1);
        return new(values);
    }

    /// <summary>An array as it is.</summary>
    public static implicit operator Numbers(double[] values) => new(values);

    /// <summary>A list's numbers.</summary>
    public static implicit operator Numbers(List<double> values) => new([.. values]);

    /// <summary>Single-precision numbers.</summary>
    public static implicit operator Numbers(float[] values) => new(Array.ConvertAll(values, v => (double)v));

    /// <summary>Whole numbers.</summary>
    public static implicit operator Numbers(int[] values) => new(Array.ConvertAll(values, v => (double)v));

    /// <summary>All numbers of a tensor, row by row.</summary>
    public static implicit operator Numbers(Tensor values) => new(values.To(DType.Float64).ToArray<double>());

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
