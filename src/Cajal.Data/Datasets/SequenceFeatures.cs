using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>Inputs that are sequences: [N, T, F], T steps of F numbers each; shorter ones are filled up with zeros behind their
/// end.</summary>
public sealed class SequenceFeatures : Features
{
    private readonly float[] values;
    private readonly int[]? lengths;

    /// <summary>Sequences over [N, steps, width] numbers, row by row; the arrays are not copied.</summary>
    /// <param name="values">All numbers; what lies behind a sequence's length is 0.</param>
    /// <param name="steps">Steps T of the longest.</param>
    /// <param name="width">Numbers F in each step.</param>
    /// <param name="lengths">Steps of each sequence, 1 to T, [N]; null when all have T.</param>
    /// <exception cref="ArgumentException">The numbers do not divide into whole sequences, or a length is out of range.</exception>
    /// <exception cref="DatasetException">A value is NaN or infinite.</exception>
    public SequenceFeatures(float[] values, int steps, int width, int[]? lengths = null)
        : base(CountOf(values, steps, width))
    {
        (this.values, Steps, Width, this.lengths) = (values, steps, width, lengths);
        if (lengths is not null && lengths.Length != Count)
            throw new ArgumentException($"There are {Count} sequences and {lengths.Length} lengths; expected one for each.",
                nameof(lengths));
        int wrong = lengths is null ? -1 : Array.FindIndex(lengths, length => length < 1 || length > steps);
        if (wrong >= 0)
            throw new ArgumentException($"Sequence {wrong + 1} has length {lengths![wrong]}; expected 1 to {steps}.", nameof(lengths));
        wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        if (wrong >= 0)
            throw new DatasetException(FormattableString.Invariant($"Sequence {wrong / (steps * width) + 1} holds {values[wrong]}; ")
                + "expected finite numbers. Clean the data or leave the sequence out.");
    }

    /// <summary>Steps T of the longest sequence.</summary>
    public int Steps { get; }

    /// <summary>Numbers F in each step.</summary>
    public int Width { get; }

    /// <summary>True when the numbers go to the network as they are, such as marks of 0 and 1; false when each of the F is
    /// standardised.</summary>
    public bool IsReady { get; init; }

    /// <summary>True when number 0 of each step is the past of what is to be foretold, so that both are scaled alike.</summary>
    public bool IsOwnPast { get; init; }

    /// <summary>Steps of the season whose phase stands in the numbers 1 and 2 of each step; null for none.</summary>
    public int? Season { get; init; }

    /// <summary>All numbers, [N, T, F].</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>[T, F].</summary>
    public override Shape ExampleShape => [Steps, Width];

    /// <summary>Steps of one sequence.</summary>
    public int LengthOf(int row) => lengths?[row] ?? Steps;

    /// <summary>The numbers of one sequence, [T, F].</summary>
    public ReadOnlySpan<float> Sequence(int row) => values.AsSpan(row * Steps * Width, Steps * Width);

    internal override InputTransform Fit(ReadOnlySpan<int> rows) => SequenceScaling.Fit(this, rows);

    internal override void AddTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes(Values));
        hash.AppendData(MemoryMarshal.AsBytes(lengths.AsSpan()));
    }

    internal override Features Take(int[] rows) => new SequenceFeatures(Gather(values, rows), Steps, Width, lengths is null ? null
        : Array.ConvertAll(rows, row => lengths[row]))
    { IsReady = IsReady, IsOwnPast = IsOwnPast, Season = Season };

    private static int CountOf(float[] values, int steps, int width)
    {
        if (steps < 1 || width < 1 || values.Length % ((long)steps * width) != 0)
            throw new ArgumentException($"{values.Length} values do not divide into sequences of {steps} steps with {width} numbers.");
        return (int)(values.Length / ((long)steps * width));
    }
}
