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
}
