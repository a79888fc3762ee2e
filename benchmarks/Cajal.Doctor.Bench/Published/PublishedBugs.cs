namespace Cajal.DoctorBench.Published;

/// <summary>All published bugs, by idea. They are a test set: no threshold is chosen by them.</summary>
internal static class PublishedBugs
{
    /// <summary>The bugs.</summary>
    public static PublishedBug[] All { get; } =
    [
        .. SoftmaxOfOne.Bugs, .. OutputRange.Bugs, .. WrongLoss.Bugs, .. RawInputs.Bugs, .. RawTables.Bugs, .. TooFast.Bugs, .. TooSlow.Bugs, .. FirstWeights.Bugs,
        .. Depth.Bugs, .. BatchesAndRows.Bugs, .. Restraint.Bugs, .. LeftOut.Bugs, .. Arithmetic.Bugs,
    ];
}
