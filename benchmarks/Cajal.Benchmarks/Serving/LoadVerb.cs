using System.Diagnostics;
using System.Globalization;
using System.Net;
using Cajal.Benchmarks.Command;

namespace Cajal.Benchmarks.Serving;

/// <summary>Asks a running <c>cajal serve</c> as often as it goes, or at a rate: predictions a second, latencies, and the processor time of both sides.</summary>
internal static class LoadVerb
{
    public static readonly Verb Verb = new("load", "asks a running cajal serve; 1 when a request fails or gets no answer",
        ["port N", "clients N", "seconds N", "rate N", "rows N", "body FILE", "pid N", "stops"], Run);

    private static int Run(Arguments arguments, TextWriter output)
    {
        var server = new IPEndPoint(IPAddress.Loopback, arguments.Whole("port", 8080));
        int clients = arguments.Whole("clients", 16), rows = arguments.Whole("rows", 1), pid = arguments.Whole("pid", 0, least: 0);
        double seconds = arguments.Number("seconds", 10);
        byte[][] requests = arguments.Has("body") ? [Load.Request(ReadBody(arguments.Text("body")))] : Load.Pictures(64);
        if (rows > 1) requests = [.. requests.Select(r => Load.Request("[" + string.Join(',', Enumerable.Repeat(BodyOf(r), rows)) + "]"))];
        using var mine = Process.GetCurrentProcess();
        var before = mine.TotalProcessorTime;
        var servers = TimeOf(pid);
        long start = Stopwatch.GetTimestamp();
        var count = Load.Run(server, requests, clients, seconds, arguments.Number("rate", 0));
        double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        mine.Refresh();
        double client = (mine.TotalProcessorTime - before).TotalSeconds;
        double? serving = (TimeOf(pid) - servers)?.TotalSeconds;
        long all = Math.Max(1, count.Answers);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"requests_per_s\": {count.Answers / took:0}, \"predictions_per_s\": {count.Answers * rows / took:0}, \"answers\": {count.Answers}, ")
            + string.Create(CultureInfo.InvariantCulture, $"\"failed\": {count.Failures}, \"lost\": {count.Losses}, \"refused\": {count.Refusals}, \"p50_ms\": {count.Quantile(0.5):0.###}, \"p99_ms\": {count.Quantile(0.99):0.###}, \"p999_ms\": {count.Quantile(0.999):0.###}, ")
            + string.Create(CultureInfo.InvariantCulture, $"\"client_cpu_us\": {client * 1e6 / all:0.#}, \"server_cpu_us\": {Known(serving * 1e6 / all, "0.#")}, \"processors_used\": {Known((client + serving) / took, "0.##")}}}"));
        if (count.Trouble is { } trouble) output.WriteLine($"# {trouble}");
        // A server that stops under load refuses what comes after; it must not lose what it has taken.
        return count.Failures == 0 && count.Losses == 0 && (count.Refusals == 0 || arguments.Has("stops")) ? 0 : 1;
    }

    private static string BodyOf(byte[] request) => System.Text.Encoding.UTF8.GetString(request.AsSpan(request.AsSpan().IndexOf("\r\n\r\n"u8) + 4));

    private static string ReadBody(string path) => File.Exists(path) ? File.ReadAllText(path) : throw new CommandException($"--body takes a file with JSON; there is none at '{path}'.");

    private static string Known(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "null";

    // Null where no server was named, or where it has ended.
    private static TimeSpan? TimeOf(int pid)
    {
        try
        {
            using var process = pid == 0 ? null : Process.GetProcessById(pid);
            return process?.TotalProcessorTime;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
