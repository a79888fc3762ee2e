namespace Cajal.DoctorBench.Faults;

/// <summary>All faults, in the order of the Doctor's catalogue.</summary>
internal static class Catalogue
{
    /// <summary>The faults.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        // Data

        // Set-up

        // Optimisation
        new RateTooHigh(),

        // Generalisation

        // Trust and cost
    ];
}
