namespace Cajal.DoctorBench.Faults;

/// <summary>All faults, in the order of the Doctor's catalogue.</summary>
internal static class Catalogue
{
    /// <summary>The faults.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        // Data
        new CopiedRows(),
        new NearCopies(),
        new ConflictingRows(),
        new FlippedLabels(),
        new RareClass(),
        new RawUnits(),
        new ShiftedInputs(),
        new SortedRows(),
        new ShiftedValidation(),
        new TellingColumn(),

        // Set-up
        new DoubledSoftmax(),
        new TargetsOutOfReach(),
        new NoActivation(),
        new EqualWeights(),
        new ZeroWeights(),
        new NarrowWeights(),
        new WideWeights(),
        new SureFromTheStart(),
        new WrongSlope(),
        new LossTurnedRound(),
        new HeavyPenalty(),
        new HeavyDropout(),

        // Optimisation
        new RateTooHigh(),

        // Generalisation

        // Trust and cost
    ];
}
