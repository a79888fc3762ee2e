using Microsoft.Extensions.Logging;

namespace Cajal.AspNetCore;

/// <summary>What is written into the log.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "A new version of '{Path}' is served: version {Version}.")]
    public static partial void Swapped(ILogger logger, string path, int version);

    [LoggerMessage(2, LogLevel.Warning, "{Sentence}")]
    public static partial void Refused(ILogger logger, string sentence);

    [LoggerMessage(3, LogLevel.Warning, "{Sentence}")]
    public static partial void Drifted(ILogger logger, string sentence);

    [LoggerMessage(4, LogLevel.Error, "A prediction failed.")]
    public static partial void Failed(ILogger logger, Exception error);

    [LoggerMessage(5, LogLevel.Error, "The model's files could not be looked at.")]
    public static partial void NotLooked(ILogger logger, Exception error);
}
