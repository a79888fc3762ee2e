using System.Diagnostics;
using Cajal.Networks;

namespace Cajal.Insight;

/// <summary>What the run and an answer cost.</summary>
internal static class CostSection
{
    public static void Add(Page page, ReportSource source, ModelSummary? summary, ReportOptions options)
    {
        page.Heading("Cost");
        var rows = new List<IReadOnlyList<string>>();
        double? seconds = source.Result?.Seconds ?? (source.Metrics is { Rows.Count: > 0 } table && table.Columns.Contains("seconds") ? table["seconds"][^1] : null);
        if (source.Network is { } network)
        {
            long bytes = network.NamedVariables.Sum(v => (long)v.Variable.Count * v.Variable.DType.Size());
            rows.Add(["parameters", Words.Whole(network.Parameters.Sum(p => (long)p.Count)), "counted"]);
            rows.Add(["memory of the network", Words.Bytes(bytes), "counted"]);
        }
        if (summary is not null)
        {
            rows.Add(["multiply-adds of one answer", Words.Whole(summary.MultiplyAdds / summary.Input[0]), "counted"]);
            rows.Add(["memory that training keeps per example", Words.Bytes(4.0 * summary.StoredActivations / summary.Input[0]), "counted"]);
            if (Latency(source) is { } latency) rows.Add(["time of one answer", Words.Duration(latency), "measured now, on this machine; the middle of several"]);
        }
        if (seconds is { } time)
        {
            var energy = EnergyUse.Of(source.Result, time, options.Watts);
            double kilowattHours = energy.Joules / 3.6e6;
            rows.Add(["time of training", Words.Duration(time), "measured"]);
            rows.Add(["energy of training", $"{Words.Number(kilowattHours * 1000)} Wh", energy.Source]);
            rows.Add(["price of training", $"{Words.Number(kilowattHours * options.PricePerKilowattHour)} {options.Currency}", $"estimated, at {Words.Number(options.PricePerKilowattHour)} {options.Currency} per kWh"]);
        }
        page.Table(["", "", "how it is known"], rows);
    }

    // Once to warm up, then for a tenth of a second.
    private static double? Latency(ReportSource source)
    {
        if (source is not { Network: Layer layer, Example: var (shape, dtype) }) return null;
        var x = Tensor.Zeros(shape.Insert(0, 1), dtype);
        var times = new List<double>();
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < 200 && (i < 4 || Stopwatch.GetElapsedTime(began).TotalSeconds < 0.1); i++)
        {
            long start = Stopwatch.GetTimestamp();
            using (Tape.Start(Mode.Inference)) layer.Forward(x);
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        times.Sort();
        return times[times.Count / 2];
    }
}
