using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Cajal.Benchmarks.Measuring;

/// <summary>One result as a line of JSON: workload, peer, version, threads, metric, median, min, max, unit, samples_per_s, then what else
/// is known.</summary>
internal sealed record ResultLine
{
    public required string Workload { get; init; }

    public string Peer { get; init; } = "cajal";

    public string Version { get; init; } = OwnVersion;

    public required int Threads { get; init; }

    public required string Metric { get; init; }

    /// <summary>Seconds per run in each block.</summary>
    public required double[] Seconds { get; init; }

    /// <summary>us, ms or s: what median, min and max are written in.</summary>
    public string Unit { get; init; } = "us";

    /// <summary>Examples in one run.</summary>
    public required int Samples { get; init; }

    /// <summary>Further names and values: texts and numbers.</summary>
    public IReadOnlyList<(string Name, object? Value)> More { get; init; } = [];

    public static string OwnVersion { get; } =
        typeof(Tensor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    /// <summary>The line, without its end.</summary>
    public string ToJson()
    {
        double factor = Unit switch
        {
            "us" => 1e6,
            "ms" => 1e3,
            "s" => 1,
            _ => throw new InvalidOperationException($"A result is in us, ms or s, not '{Unit}'."),
        };
        double median = Figures.Median(Seconds);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("workload", Workload);
            json.WriteString("peer", Peer);
            json.WriteString("version", Version);
            json.WriteNumber("threads", Threads);
            json.WriteString("metric", Metric);
            json.WriteNumber("median", Short(median * factor));
            json.WriteNumber("min", Short(Seconds.Min() * factor));
            json.WriteNumber("max", Short(Seconds.Max() * factor));
            json.WriteString("unit", Unit);
            json.WriteNumber("samples_per_s", Short(Samples / median));
            foreach (var (name, value) in More)
            {
                if (value is string text) json.WriteString(name, text);
                else if (value is not null) json.WriteNumber(name, Short(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Five digits; more would claim more than was measured.</summary>
    private static double Short(double value) =>
        double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
