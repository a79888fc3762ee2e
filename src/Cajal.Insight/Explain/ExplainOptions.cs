namespace Cajal.Insight;

/// <summary>How much is told.</summary>
/// <param name="Digits">Significant digits of numbers, 1 to 15.</param>
/// <param name="Units">So many units of each value are told one by one; the rest by statistics.</param>
/// <param name="Terms">So many terms of a sum are written out.</param>
/// <param name="Sample">The example of the batch whose numbers are told, from 0.</param>
/// <param name="Place">The one number that is told of each value with further axes (channel, row and column; step and unit): an index for each axis behind the batch, cut to the size where it
/// is larger. The middle when left out.</param>
public sealed record ExplainOptions(int Digits = 6, int Units = 4, int Terms = 6, int Sample = 0, IReadOnlyList<int>? Place = null)
{
    /// <summary>True tells the network as it answers: nothing is dropped, and a batch norm takes the mean and variance that it keeps. False tells it as it trains.</summary>
    public bool AsItAnswers { get; init; }

    /// <summary>The mode in which it is recorded.</summary>
    internal Mode Mode => AsItAnswers ? Mode.Inference : Mode.Training;

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

    /// <summary>The number told of each value with further axes; null for the middle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Without an index, or one below 0.</exception>
    public IReadOnlyList<int>? Place { get; } = Place is null || (Place.Count > 0 && Place.All(i => i >= 0)) ? Place
        : throw new ArgumentOutOfRangeException(nameof(Place), $"A place is an index of at least 0 for each axis behind the batch; received [{string.Join(", ", Place)}].");

    private static int AtLeastOne(int count, string name) => count >= 1 ? count
        : throw new ArgumentOutOfRangeException(name, $"At least one of them is told; received {count}.");
}
