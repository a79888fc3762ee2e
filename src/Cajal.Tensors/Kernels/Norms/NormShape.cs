namespace Cajal;

/// <summary>How numbers are grouped for normalising: [examples, groups · channels, places], each example's group being a row side by side
/// in memory.</summary>
/// <param name="Groups">Groups of an example's channels.</param>
/// <param name="Channels">Channels of a group.</param>
/// <param name="Places">Numbers of a channel.</param>
/// <param name="IsCentered">False leaves the mean in (root mean square norm).</param>
/// <param name="Epsilon">ε ≥ 0, added to the variance.</param>
/// <param name="Name">Who normalises, for messages.</param>
internal readonly record struct NormShape(int Groups, int Channels, int Places, bool IsCentered, double Epsilon, string Name)
{
    /// <summary>Numbers of a row.</summary>
    public int Length => Channels * Places;

    /// <summary>The message for numbers without any spread, which no factor can give a variance of 1.</summary>
    public InvalidOperationException NoSpread(long row, double value) => new(FormattableString.Invariant(
        $"{Name} with an epsilon of 0 cannot normalise row {row}: all of its {Length} numbers are {value}, so ") +
        $"{(IsCentered ? "their variance" : "their mean square")} is 0. Give it an epsilon above 0, for example 1e-5.");
}
