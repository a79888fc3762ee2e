namespace Cajal.Benchmarks.Measuring;

/// <summary>Which workloads a list of names asks for.</summary>
internal static class Selection
{
    /// <summary>True when the list is empty, names the workload, or names its group: T1 selects T1-… and T1b-…, I1 selects I1-….</summary>
    public static bool Wants(IReadOnlyCollection<string> only, string workload) => only.Count == 0 || only.Any(name =>
        workload.StartsWith(name, StringComparison.Ordinal) && workload[name.Length..] is var rest
        && (rest.Length == 0 || rest[0] == '-' || rest.StartsWith("b-", StringComparison.Ordinal)));
}
