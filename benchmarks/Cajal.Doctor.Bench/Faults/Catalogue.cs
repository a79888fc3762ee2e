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
    ];
}
