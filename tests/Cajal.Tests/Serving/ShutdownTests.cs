using Cajal.Benchmarks.Serving;
using Cajal.Cli;
using Cajal.Tests.Cli;

namespace Cajal.Tests.Serving;

/// <summary>A server that stops under load answers what it has taken.</summary>
[Collection("serving")]
public class ShutdownTests(TestRuns runs)
{
    [Fact]
    public async Task Stopped_under_load_it_loses_nothing()
    {
        var server = await TestServer.Start(runs["drawn"]);
        var load = Task.Factory.StartNew(() => Load.Run(server.EndPoint, Load.Pictures(16), clients: 8, seconds: 3, perSecond: 0), TaskCreationOptions.LongRunning);
        await Task.Delay(1000);
        await server.DisposeAsync();
        var count = await load;
        (count.Failures, count.Losses).ShouldBe((0, 0), count.Trouble);
        count.Answers.ShouldBeGreaterThan(100);
        count.Refusals.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Cancelled_the_command_ends_with_0_and_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        StringWriter output = new(), error = new();
        var command = Task.Run(() => CommandLine.Run(["serve", runs["moons"], "--port", "0"], new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(error), runs.Shell.Folder), cancellation.Token));
        for (int i = 0; i < 500 && !output.ToString().Contains("Listening", StringComparison.Ordinal); i++) await Task.Delay(20);
        output.ToString().ShouldContain("Listening on http://127.0.0.1:");
        await cancellation.CancelAsync();
        (await command).ShouldBe(ExitCode.Done);
        error.ToString().ShouldContain("Stopping");
    }
}
