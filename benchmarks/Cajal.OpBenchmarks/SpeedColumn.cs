using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Cajal.OpBenchmarks;

/// <summary>A speed that follows from the median and from what a call costs.</summary>
internal sealed class SpeedColumn(string name, Func<Speed, double?> figure, string format = "0.0") : IColumn
{
    public string Id => name;

    public string ColumnName => name;

    public string Legend => $"{name}, from the median and the sizes of operands and results";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics) return "-";
        return figure(new Speed(Cost.Of(benchmarkCase), statistics.Median * 1e-9))?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
    }
}
