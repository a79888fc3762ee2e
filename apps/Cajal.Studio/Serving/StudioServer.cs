using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>Studio as a web page of this machine: on 127.0.0.1 only, and nothing goes out from it.</summary>
public static class StudioServer
{
    private const string OfThisMachine = "'self' file: http://127.0.0.1:* http://localhost:*";

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="options">Port and the rest.</param>
    /// <param name="output">Is told the address.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="InvalidOperationException">The page was not built.</exception>
    public static async Task RunAsync(StudioOptions options, TextWriter output, CancellationToken cancellation = default)
    {
        if (!PageFiles.IsThere) throw new InvalidOperationException(PageFiles.Missing);
        // While the server and the browser start, what the first page needs is compiled: a session that nobody sees begins and ends.
        var first = new Session("first");
        _ = first.Look(_ => true).ContinueWith(_ => first.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await using var app = Build(options);
        await app.StartAsync(cancellation);
        string address = app.Urls.First() + "/";
        await output.WriteLineAsync($"Studio is at {address} (Ctrl-C ends it)");
        await output.FlushAsync(cancellation);
        if (options.OpensBrowser) Browser.OpenAddress(address);
        await app.WaitForShutdownAsync(cancellation);
    }

    /// <summary>The application, not started yet.</summary>
    internal static WebApplication Build(StudioOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(StudioServer).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        // What nobody foresaw is said where Studio was started, and nothing else.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Error);
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        var room = new SessionRoom(options.MostSessions);
        app.UseTongues();
        app.UseSentences();
        // Before what asks which requests are web sockets.
        app.UseWebSockets();
        app.Use(async (context, next) =>
        {
            if (!HostCheck.IsOwn(context.Request, context.WebSockets.IsWebSocketRequest || HttpMethods.IsPost(context.Request.Method)))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                await Refusals.TellAsync(context, "Studio answers its own page on 127.0.0.1 only.");
                return;
            }
            // Nothing of the page is loaded from elsewhere. No other page may hold it in a frame; asked for, pages of this machine may: what they can press in it trains a network.
            context.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors {(options.AllowsFrames ? OfThisMachine : "'none'")}";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-store";
            await next();
        });
        app.Map("/socket", context => SocketAsync(context, room, app.Lifetime.ApplicationStopping));
        app.MapGet("/export/{session}/{kind}", (HttpContext context, string session, string kind) => Export.AsResultAsync(context, room.Find(session), kind));
        app.MapPost("/open/{session}", (HttpRequest request, string session, string? name, string? folder) => SentFile.AsResultAsync(request, room.Find(session), name ?? "", folder));
        app.MapGet("/explain/{session}", (string session, int row, int? layer, int? unit, int? from) => Explanation.AsResultAsync(room.Find(session), row, layer, unit, from));
        LessonDesk.Map(app, options.LessonFolder);
        DigitDesk.Map(app);
        var files = new FileShelf();
        FilesRoom.Map(app, files, options.Open);
        RunsRoom.Map(app, options.Runs, files);
        app.MapGet("/{**path}", (string? path) => PageFiles.Find(path ?? "") is var (bytes, type) ? Results.Bytes(bytes, type) : Results.NotFound());
        return app;
    }

    private static async Task SocketAsync(HttpContext context, SessionRoom room, CancellationToken stopping)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await Refusals.TellAsync(context, "This address is for web sockets.");
            return;
        }
        using var session = room.Open();
        if (session is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await Refusals.TellAsync(context, "There are too many pages; close one of them.");
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await PageSocket.ServeAsync(socket, session, over.Token);
    }
}
