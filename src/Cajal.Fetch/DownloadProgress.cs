namespace Cajal.Fetch;

/// <summary>How far a download is.</summary>
/// <param name="Received">Bytes that are there, those of an earlier try included.</param>
/// <param name="Total">Bytes in all; null when the server does not say.</param>
public readonly record struct DownloadProgress(long Received, long? Total);
