namespace Cajal.Insight;

public sealed partial class Thresholds
{
    private static Threshold[] Table =>
    [
        // Data

        // Set-up

        // Optimisation

        // Generalisation

        // Trust and cost
    ];
}
