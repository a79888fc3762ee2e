using System.Diagnostics;
using System.Globalization;
using System.Net;
using Cajal.Benchmarks.Command;

namespace Cajal.Benchmarks.Serving;

/// <summary>Starts a server again and again, and takes the time from the start of its process to its first answer.</summary>
internal static class FirstAnswerVerb
{
    public static readonly Verb Verb = new("first-answer", "seconds from the start of cajal serve to its first prediction",
        ["cli FILE.dll", "model RUN", "port N", "rounds N"], Run);

    private static int Run(Arguments arguments, TextWriter output)
    {
        int port = arguments.Whole("port", 18081), rounds = arguments.Whole("rounds", 7);
        string cli = arguments.Text("cli", "apps/Cajal.Cli/bin/Release/net10.0/Cajal.Cli.dll"), model = arguments.Text("model");
        if (model.Length == 0) throw new CommandException("--model takes the folder of a run to serve; none was named.");
        if (!File.Exists(cli)) throw new CommandException($"--cli takes the built command line; there is no '{cli}'.");
        double[] seconds = new double[rounds], used = new double[rounds];
        for (int i = 0; i < rounds; i++) (seconds[i], used[i]) = Once(cli, model, port);
        Array.Sort(seconds);
        Array.Sort(used);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"first_answer_s\": {seconds[rounds / 2]:0.000}, \"least_s\": {seconds[0]:0.000}, \"most_s\": {seconds[^1]:0.000}, \"processor_s\": {used[rounds / 2]:0.000}, \"rounds\": {rounds}}}"));
        return 0;
    }

    private static (double Seconds, double Used) Once(string cli, string model, int port)
    {
        byte[] request = Load.Pictures(1)[0];
        long start = Stopwatch.GetTimestamp();
        using var server = Process.Start(new ProcessStartInfo("dotnet", [cli, "serve", model, "--port", port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var count = new LoadCount();
            while (count.Answers == 0)
            {
                if (server.HasExited) throw new CommandException($"The server did not start: {server.StandardError.ReadToEnd()}");
                new Client(new IPEndPoint(IPAddress.Loopback, port), [request], count).Run(0, Stopwatch.GetTimestamp() + Stopwatch.Frequency / 1000, 0);
                if (count.Failures > 0) throw new CommandException("The server answers, but not to a picture of 28 by 28 pixels.");
            }
            return (Stopwatch.GetElapsedTime(start).TotalSeconds, server.TotalProcessorTime.TotalSeconds);
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }
}
