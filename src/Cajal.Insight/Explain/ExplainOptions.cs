namespace Cajal.Insight;

/// <summary>How much is told.</summary>
/// <param name="Digits">Significant digits of numbers, 1 to 15.</param>
/// <param name="Units">So many units of each value are told one by one; the rest by statistics.</param>
/// <param name="Terms">So many terms of a sum are written out.</param>
/// <param name="Sample">The example of the batch whose numbers are told, from 0.</param>
public sealed record ExplainOptions(int Digits = 6, int Units = 4, int Terms = 6, int Sample = 0)
{
    /// <summary>Significant digits of numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 1 to 15.</exception>
    public int Digits { get; } = Digits is >= 1 and <= 15 ? Digits
        : throw new ArgumentOutOfRangeException(nameof(Digits), $"Numbers have 1 to 15 significant digits; received {Digits}.");

    /// <summary>Units told one by one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Units { get; } = AtLeastOne(Units, nameof(Units));

    /// <summary>Terms of a sum written out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Terms { get; } = AtLeastOne(Terms, nameof(Terms));

    private static int AtLeastOne(int count, string name) => count >= 1 ? count
        : throw new ArgumentOutOfRangeException(name, $"At least one of them is told; received {count}.");
}
