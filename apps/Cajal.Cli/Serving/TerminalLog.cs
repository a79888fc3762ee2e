using Microsoft.Extensions.Logging;

namespace Cajal.Cli;

/// <summary>The log of a server as lines on standard error: the time, what kind of line it is, the sentence.</summary>
internal sealed class TerminalLog(Terminal terminal) : ILoggerProvider, ILogger
{
    private readonly Lock writing = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string line = FormattableString.Invariant($"{DateTime.Now:HH:mm:ss} {(logLevel >= LogLevel.Warning ? logLevel.ToString().ToLowerInvariant() + ": " : "")}{formatter(state, exception)}")
            + (exception is null ? "" : $" {exception.GetType().Name}: {exception.Message}");
        lock (writing) terminal.Error.WriteLine(line.ReplaceLineEndings(" "));
    }

    public void Dispose()
    {
    }
}
