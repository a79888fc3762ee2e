namespace Cajal.Fetch;

/// <summary>A file that was downloaded, whole and checked.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 sum, 64 hexadecimal digits in lower case.</param>
/// <param name="WasResumed">Whether a part of it came from an earlier try.</param>
public sealed record DownloadResult(string Path, long Bytes, string Sha256, bool WasResumed);
