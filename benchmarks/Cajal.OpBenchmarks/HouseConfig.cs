using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Cajal.OpBenchmarks;

/// <summary>Short measurements in this process, with speeds and what they are of this machine's ceiling.</summary>
internal sealed class HouseConfig : ManualConfig
{
    public HouseConfig()
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(9)
            .WithIterationTime(TimeInterval.FromMilliseconds(50)));
        AddColumn(TargetMethodColumn.Type, TargetMethodColumn.Method, StatisticColumn.Median, StatisticColumn.Min, StatisticColumn.Max);
        AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Metrics);
        AddColumn(new SpeedColumn("GFLOP/s", s => s.GigaFlops), new SpeedColumn("GB/s", s => s.GigaBytes),
            new SpeedColumn("of ceiling", s => s.Share, "0 %"));
        AddDiagnoser(BenchmarkDotNet.Diagnosers.MemoryDiagnoser.Default);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        ArtifactsPath = Path.Combine("artifacts", "benchmarks");
        SummaryStyle = BenchmarkDotNet.Reports.SummaryStyle.Default.WithMaxParameterColumnWidth(60).WithTimeUnit(TimeUnit.Microsecond);
    }
}
