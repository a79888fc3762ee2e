using BenchmarkDotNet.Attributes;

namespace Cajal.OpBenchmarks;

/// <summary>The value and all gradients of every operation that has a derivative.</summary>
public class GradientBenchmarks
{
    private Action call = null!;

    /// <summary>What is called.</summary>
    [ParamsSource(nameof(Calls))]
    public object Sample { get; set; } = null!;

    /// <summary>All samples with a derivative.</summary>
    public static IEnumerable<object> Calls => OpCall.All(withGradients: true);

    /// <summary>Makes the plan.</summary>
    [GlobalSetup]
    public void Prepare() => call = ((OpCall)Sample).Ready();

    /// <summary>One call.</summary>
    [Benchmark]
    public void ValueAndGradients() => call();
}
