using BenchmarkDotNet.Running;

namespace Cajal.OpBenchmarks;

/// <summary>What a call has to do at least: multiply-adds and traffic, as far as they follow from its shapes.</summary>
/// <param name="Flop">Floating-point operations; null where nobody counts them.</param>
/// <param name="Bytes">Operands read once and results written once.</param>
internal readonly record struct Cost(double? Flop, double Bytes)
{
    /// <summary>The cost of a benchmark's one parameter: an operation knows it when it was set up.</summary>
    public static Cost Of(BenchmarkCase benchmark) => benchmark.Parameters.Items.Select(p => p.Value).OfType<ICosted>().Single().Cost;

    /// <summary>The traffic of some tensors.</summary>
    public static double Traffic(params IEnumerable<Tensor> tensors) => tensors.Sum(t => (double)t.Count * t.DType.Size());
}

/// <summary>A parameter of a benchmark that knows what a call costs.</summary>
internal interface ICosted
{
    Cost Cost { get; }
}
