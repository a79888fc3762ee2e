namespace Cajal.Insight;

/// <summary>Something that may be behind a finding, with what speaks for and against it.</summary>
/// <param name="Name">A short noun phrase that can stand in a headline: <c>a learning rate that is too high</c>.</param>
/// <param name="Weight">How much of the evidence it explains, 0 to 1; two causes of nearly the same weight are not told apart.</param>
public sealed record Cause(string Name, double Weight)
{
    /// <summary>What speaks for it, a sentence each.</summary>
    public IReadOnlyList<string> For { get; init; } = [];

    /// <summary>What speaks against it.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];
}
