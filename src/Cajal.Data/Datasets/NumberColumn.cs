using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>A column of numbers, kept in double precision until it is scaled; NaN stands for a missing value.</summary>
public sealed class NumberColumn : Column
{
    private readonly double[] values;

    /// <summary>A column over an array of [N] numbers; the array is not copied.</summary>
    /// <exception cref="DatasetException">A value is infinite.</exception>
    public NumberColumn(string name, double[] values, int position = 0)
        : base(name, values.Length, position)
    {
        int infinite = Array.FindIndex(values, double.IsInfinity);
        if (infinite >= 0)
            throw new DatasetException($"Column '{name}' is infinite in example "
                + $"{infinite + 1}; expected finite numbers, or NaN where one is missing.");
        this.values = values;
        MissingCount = values.Count(double.IsNaN);
    }

    /// <summary>The numbers, [N]; NaN where one is missing.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <inheritdoc/>
    public override int MissingCount { get; }

    internal override ColumnTransform Fit(ReadOnlySpan<int> rows) => StandardScaling.Fit(this, rows);

    internal override void AddTo(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes(Values));

    internal override Column Take(int[] rows) => new NumberColumn(Name, Array.ConvertAll(rows, row => values[row]), Position);
}
