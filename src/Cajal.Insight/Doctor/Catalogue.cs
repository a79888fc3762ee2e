namespace Cajal.Insight;

/// <summary>All checks in the order in which they are made.</summary>
internal static class Catalogue
{
    /// <summary>The checks; they keep nothing between runs.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        // Data
        new SplitLeak(),
        new ConflictingLabels(),
        new LabelErrors(),
        new MissedMinority(),
        new InputScale(),
        new UnshuffledBatches(),
        new ShiftedValidation(),
        new TellingColumn(),

        // Set-up
        new OutputAndLoss(),
        new LinearDepth(),
        new SymmetricUnits(),
        new SignalScale(),
        new FirstLoss(),
        new WrongDerivative(),
        new Regularisation(),

        // Optimisation
        new NumbersLost(),
        new Diverging(),
        new Vanishing(),
        new DeadUnits(),
        new Saturated(),
        new RateTooHigh(),
        new RateTooLow(),
        new NothingLearned(),
        new FrozenParameter(),
        new NoisyGradient(),
        new CannotOverfit(),
        new Plateau(),

        // Generalisation
        new Overfitting(),
        new Underfitting(),
        new ValidationAboveTraining(),
        new OverRestrained(),
        new SmallValidation(),

        // Trust and cost
        new Miscalibrated(),
        new SubgroupGap(),
        new NewDataDrift(),
        new MetricAgainstLoss(),
        new ConfusedPair(),
        new HalfForNothing(),
        new LargerThanNeeded(),
    ];
}
