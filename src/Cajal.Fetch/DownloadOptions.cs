namespace Cajal.Fetch;

/// <summary>How a download is checked and how long it is waited for.</summary>
public sealed record DownloadOptions
{
    /// <summary>The SHA-256 sum that the file must have, 64 hexadecimal digits; null where it is not known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The size that the file must have, bytes; null where it is not known.</summary>
    public long? Bytes { get; init; }

    /// <summary>The largest file that is taken, bytes.</summary>
    public long MostBytes { get; init; } = 8L << 30;

    /// <summary>How long the server may take to answer, and to send each <see cref="LeastBytes"/>.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What has to come within <see cref="Patience"/>, bytes; a slower server counts as one that fell silent.</summary>
    public int LeastBytes { get; init; } = 1024;

    /// <summary>How often it is tried while nothing more comes in; a cut that came after new bytes is no failure.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait before the second try; it doubles with each one after.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
