using System.Globalization;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Numbers and names as reports write them.</summary>
internal static class Words
{
    public static string Number(double value) => Ticks.Plain(value, 4);

    public static string Number(double? value) => value is { } number ? Ticks.Plain(number) : "";

    public static string Percent(double? share) => share is { } s ? $"{(100 * s).ToString("0.#", CultureInfo.InvariantCulture)} %" : "";

    public static string Whole(double value) => Math.Round(value).ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes(double bytes) => bytes < 1e4 ? $"{Whole(bytes)} bytes" : bytes < 1e7 ? $"{Number(bytes / 1e3)} kB" : bytes < 1e10 ? $"{Number(bytes / 1e6)} MB" : $"{Number(bytes / 1e9)} GB";

    public static string Duration(double seconds) => seconds < 1e-3 ? $"{Ticks.Plain(seconds * 1e6)} µs" : seconds < 1 ? $"{Ticks.Plain(seconds * 1e3)} ms"
        : seconds < 120 ? $"{Ticks.Plain(seconds)} s" : seconds < 7200 ? $"{Ticks.Plain(seconds / 60)} min" : $"{Ticks.Plain(seconds / 3600)} h";

    /// <summary>A layer: its path and what it is.</summary>
    public static string Name(LayerLook layer) => $"{layer.Name} {layer.Kind}{(layer.Activation is { } function ? $", {function}" : "")}".Trim();
}
