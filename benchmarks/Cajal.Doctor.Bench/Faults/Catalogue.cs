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
        new Families(),
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
        new LogarithmOfZero(),
        new DividedByZero(),
        new OverflowingExponential(),
        new RateThatDiverges(),
        new DeepSigmoid(),
        new TinyWeights(),
        new NegativeBiases(),
        new PressedUnits(),
        new RateTooHigh(),
        new RateTooLow(),
        new ShuffledTargets(),
        new LayerLeftOut(),
        new CutPath(),
        new SingleExamples(),
        new LinearOnCorners(),
        new InputLost(),
        new EarlyDecay(),

        // Generalisation
        new FewNoisyRows(),
        new NarrowNetwork(),
        new EasyValidation(),
        new PenaltyTooStrong(),
        new FewValidationRows(),

        // Trust and cost
        new LogitsTooLarge(),
        new NoisyGroup(),
        new DriftedRows(),
        new SureOutliers(),
        new IdenticalClasses(),
        new FiveTimesTheEpochs(),
        new SixteenTimesTheWidth(),
    ];
}
