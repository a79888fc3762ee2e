using BenchmarkDotNet.Running;

namespace Cajal.OpBenchmarks;

/// <summary>Times operations; options are BenchmarkDotNet's: <c>--filter '*MatMul*'</c>, <c>--list flat</c>.</summary>
internal static class Program
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new HouseConfig());
}
