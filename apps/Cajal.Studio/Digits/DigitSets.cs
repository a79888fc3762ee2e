namespace Cajal.Studio;

/// <summary>What is trained on, and others of the same set that are held out.</summary>
internal sealed record DigitSets(DigitSet Train, DigitSet Test)
{
    /// <summary>Digits of the set that ships inside; made once, for the room and all trainings.</summary>
    public static Lazy<DigitSets> Ours { get; } = new(() => new(DigitSet.Of(6000, 1), DigitSet.Of(1000, 2)));
}
