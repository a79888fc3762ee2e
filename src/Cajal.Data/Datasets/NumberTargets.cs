using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>Targets that are numbers: regression.</summary>
public sealed class NumberTargets : Targets
{
    private readonly double[] values;

    /// <summary>Targets over [N] numbers; the array is not copied.</summary>
    /// <exception cref="DatasetException">A value is NaN or infinite, or lies outside the given bounds.</exception>
    public NumberTargets(double[] values, string name = "y", (double Low, double High)? bounds = null)
        : base(name, values.Length)
    {
        int wrong = Array.FindIndex(values, value => !double.IsFinite(value) || (bounds is { } b && (value < b.Low || value > b.High)));
        if (wrong >= 0)
            throw new DatasetException(
                FormattableString.Invariant($"Target '{name}' of example {wrong + 1} is {values[wrong]}; expected a finite number")
                + (bounds is { } within ? FormattableString.Invariant($" from {within.Low} to {within.High}.") : "."));
        this.values = values;
        Bounds = bounds;
    }

    /// <summary>The numbers, [N].</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Smallest and largest value a target can have, where the source knows them; null when it is unbounded.</summary>
    public (double Low, double High)? Bounds { get; }

    /// <summary>True when the network is trained towards their logarithms; they are all positive then.</summary>
    public bool IsLogarithmic { get; init; }

    /// <inheritdoc/>
    public override TaskKind Task => TaskKind.Numbers;

    internal override TargetTransform Fit(ReadOnlySpan<int> rows) => NumberScaling.Fit(this, rows);

    internal override void AddTo(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes(Values));
}
