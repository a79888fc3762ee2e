namespace Cajal.Tests.Oracle;

/// <summary>Every op of the oracle that Cajal has. A room adds its ops in a file of its own and one line here.</summary>
internal static class OracleTable
{
    private static readonly IReadOnlyDictionary<string, OracleOp>[] Parts =
    [
        OracleActivations.Ops,
        OracleTensorOps.Ops,
        OracleArrangements.Ops,
        OracleLosses.Ops,
        OracleClipping.Ops,
        OracleOptimizers.Ops,
        OracleSchedules.Ops,
        OracleInitializers.Ops,
        OracleTraining.Ops,
        OracleConvolutions.Ops,
        OraclePooling.Ops,
        OracleSequences.Ops,
        OracleNorms.Ops,
    ];

    public static IReadOnlyDictionary<string, OracleOp> Ops { get; } = Parts.SelectMany(p => p).ToDictionary(p => p.Key, p => p.Value);
}
