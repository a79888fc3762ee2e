using System.Net;
using System.Net.Sockets;
using Cajal.AspNetCore;
using Cajal.Training;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Cajal.Cli;

/// <summary>A model behind HTTP on 127.0.0.1: <c>/predict</c>, <c>/health</c>, <c>/metrics</c>, <c>/openapi.json</c>.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private static readonly TimeSpan MostForLeaving = TimeSpan.FromSeconds(1), MostForAnswering = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly Connections connections = new();
    private Socket? listener;

    private ModelServer(ServeSettings settings, Terminal terminal)
    {
        // The network is read while the rest gets ready: both take about as long.
        var log = new TerminalLog(terminal);
        var loading = Task.Run(() => CajalModel.Load(settings.Model, null, log));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // A request is answered on the thread that its bytes came in on; that is one of the pool, and another hand-over would only cost time.
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, settings)).UseSockets(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;
            sockets.CreateBoundListenSocket = endpoint => listener = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        });
        // A host that cannot start says so by its exception, which is told in one sentence.
        builder.Logging.AddProvider(log).AddFilter((category, level) => category != "Microsoft.Extensions.Hosting.Internal.Host" && level >= (category == "Cajal" ? LogLevel.Information : LogLevel.Warning));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = MostForAnswering);
        builder.Services.AddRoutingCore();
        builder.Services.AddOpenApi();
        builder.Services.AddSingleton<IHostedService, ModelKeeper>().AddSingleton(_ => Model!);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Cajal", "Microsoft.AspNetCore.Server.Kestrel").AddPrometheusExporter());
        app = builder.Build();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOpenApi("/openapi.json");
        app.Use((context, next) =>
        {
            if (connections.AreClosing) context.Response.Headers.Connection = "close";
            return next(context);
        });
        app.MapGet("/health", Health).ExcludeFromDescription();
        // Before anything listens: what cannot be served ends the command.
        Model = loading.GetAwaiter().GetResult();
        app.MapCajal("/predict", Model);
        app.MapFallback((RequestDelegate)(context => Answering.Write(context, new RequestProblem(404, "There is nothing here",
            $"{context.Request.Method} {context.Request.Path} leads nowhere. Examples are posted to /predict; GET /predict says what it reads, and there are /health, /metrics and /openapi.json.")).AsTask()));
    }

    /// <summary>What is served.</summary>
    public CajalModel Model { get; }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:8080</c>.</summary>
    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Reads the model and listens.</summary>
    /// <exception cref="RunException">The port is taken, or there is no model.</exception>
    public static async Task<ModelServer> Start(ServeSettings settings, Terminal terminal)
    {
        var server = new ModelServer(settings, terminal);
        try
        {
            await server.app.StartAsync();
        }
        catch (IOException error)
        {
            await server.DisposeAsync();
            throw new RunException($"Nothing can listen on port {settings.Port} of 127.0.0.1: {error.InnerException?.Message ?? error.Message} Give another one: --port 0 takes a free one.", error);
        }
        return server;
    }

    /// <summary>Takes no more connections on, answers what was asked, tells clients to leave, and stops.</summary>
    public async Task Stop()
    {
        connections.AreClosing = true;
        // First, so that nobody who has been told to leave comes in again and is asked to leave in the middle of a request.
        listener?.Dispose();
        await connections.WhenGone(MostForLeaving);
        await app.StopAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Model.Close();
    }

    private void Limit(KestrelServerOptions kestrel, ServeSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = settings.Connections;
        kestrel.Limits.MaxRequestBodySize = settings.Model.MostBytes;
        kestrel.Limits.RequestHeadersTimeout = settings.Model.Timeout;
        kestrel.Listen(IPAddress.Loopback, settings.Port, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            connections.CountOn(endpoint);
        });
    }

    private async Task Health(HttpContext context)
    {
        var found = await new CajalHealthCheck(Model).CheckHealthAsync(new HealthCheckContext());
        await Answering.Write(context, connections.AreClosing ? 503 : 200, "application/json", (found, connections.AreClosing), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("status", state.AreClosing ? "stopping" : state.found.Status == HealthStatus.Healthy ? "ok" : "degraded");
            json.WriteString("detail", state.found.Description);
            foreach (var (name, value) in state.found.Data)
            {
                if (value is int number) json.WriteNumber(name, number);
                else if (value is DateTimeOffset time) json.WriteString(name, time);
                else if (value is string[] words) json.Texts(name, words);
            }
            json.WriteEndObject();
        });
    }
}
