using System.CommandLine;
using System.Net.Http.Headers;
using Cajal.AspNetCore;
using Cajal.Data;

namespace Cajal.Cli;

/// <summary><c>cajal serve RUN</c>: a model as an HTTP endpoint on 127.0.0.1. RUN may be an ONNX file too.</summary>
internal static class ServeVerb
{
    private const int UsualPort = 8080, MostPort = 65535;

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var run = new ModelArgument(orOnnx: true);
        var port = TextOption.Of("--port", "N", "port of 127.0.0.1 (8080); 0 takes a free one");
        var batch = TextOption.Of("--batch", "N", "most rows that go through the network together (64); 1 keeps requests apart");
        var rows = TextOption.Of("--rows", "N", "most rows of one request (1000)");
        var megabytes = TextOption.Of("--megabytes", "N", "most megabytes of one request (8)");
        var requests = TextOption.Of("--requests", "N", "most requests answered at the same time (2000); further ones are told to come again");
        var connections = TextOption.Of("--connections", "N", "most connections at the same time (10000)");
        var timeout = TextOption.Of("--timeout", "SECONDS", "how long a request may take (10)");
        var interval = TextOption.Of("--interval", "SHARE", "for numbers: answer too between which two the truth lies in this share of cases, such as 0.9");
        var keep = new Option<bool>("--keep") { Description = "go on with the model as it is, when its files change" };
        var check = new Option<bool>("--check") { Description = "ask once and stop: does it start, and what does it read and answer?" };
        var threads = CommonOptions.Threads();
        var command = new Command("serve", "a model as an HTTP endpoint on 127.0.0.1: JSON and pictures in, answers, health and metrics out");
        run.AddTo(command);
        foreach (var option in new Option[] { port, batch, rows, megabytes, requests, connections, timeout, interval, keep, check, threads }) command.Add(option);
        command.SetAction((parse, _) =>
        {
            CommonOptions.ApplyThreads(parse, threads);
            var usual = new CajalOptions();
            var options = new CajalOptions
            {
                BatchSize = parse.Whole(batch, 1) ?? usual.BatchSize,
                MostRows = parse.Whole(rows, 1) ?? usual.MostRows,
                MostBytes = parse.Whole(megabytes, 1) is { } most ? (long)most << 20 : usual.MostBytes,
                MostRequests = parse.Whole(requests, 1) ?? usual.MostRequests,
                Timeout = parse.Number(timeout, 0, above: true, limit: 86400) is { } seconds ? TimeSpan.FromSeconds(seconds) : usual.Timeout,
                Interval = parse.Number(interval, 0, above: true, limit: 1),
                LookEvery = parse.GetValue(keep) ? null : usual.LookEvery,
            };
            int place = parse.GetValue(check) ? 0 : parse.Whole(port, 0) ?? UsualPort;
            if (place > MostPort) throw Values.Wrong(port, $"a whole number from 0 to {MostPort}", parse.Text(port)!);
            options.Path = run.Folder(parse, terminal);
            return Serve(new ServeSettings(options, place, parse.Whole(connections, 1) ?? 10_000), parse.GetValue(check), terminal, cancellation);
        });
        return command;
    }

    private static async Task<int> Serve(ServeSettings settings, bool isCheck, Terminal terminal, CancellationToken cancellation)
    {
        await using var server = await ModelServer.Start(settings, terminal);
        if (settings.Model.Interval is not null && server.Model.Trained?.Preprocessing.Target is not NumberScaling)
            throw new UsageException("--interval is for numbers, and this model answers classes or the outputs of a file; leave it out.");
        if (server.Model.Notice is { } notice) terminal.Error.WriteLine(notice);
        terminal.Error.WriteLine($"It reads {server.Model.Reads} and answers {server.Model.Answers}.");
        if (isCheck) terminal.Out.WriteLine(await AskItself(server));
        else
        {
            terminal.Out.WriteLine($"Listening on {server.Address}/predict (also /health, /metrics, /openapi.json). Ctrl-C stops.");
            terminal.Out.Flush();
            terminal.StopsItself = true;
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                terminal.Error.WriteLine("Stopping: what was asked is answered first.");
            }
        }
        await server.Stop();
        return ExitCode.Done;
    }

    // The answer to an example of zeros, and of nothing where columns may be missing.
    private static async Task<string> AskItself(ModelServer server)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(server.Model.ExampleOfNothing());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.PostAsync(new Uri(server.Address + "/predict"), content);
        return await answer.Content.ReadAsStringAsync();
    }
}
