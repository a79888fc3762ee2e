namespace Cajal.Insight;

/// <summary>All checks in the order in which they are made.</summary>
internal static class Catalogue
{
    /// <summary>The checks; they keep nothing between runs.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        // Data

        // Set-up

        // Optimisation

        // Generalisation

        // Trust and cost
    ];
}
