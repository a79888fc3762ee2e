using BenchmarkDotNet.Attributes;

namespace Cajal.OpBenchmarks;

/// <summary>The value of every operation, on every sample of the contract tests.</summary>
public class OpBenchmarks
{
    private Action call = null!;

    /// <summary>What is called.</summary>
    [ParamsSource(nameof(Calls))]
    public object Sample { get; set; } = null!;

    /// <summary>All samples.</summary>
    public static IEnumerable<object> Calls => OpCall.All(withGradients: false);

    /// <summary>Makes the plan.</summary>
    [GlobalSetup]
    public void Prepare() => call = ((OpCall)Sample).Ready();

    /// <summary>One call.</summary>
    [Benchmark]
    public void Value() => call();
}
