namespace Cajal.Fetch;

/// <summary>What became of one file of a data set.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its sum.</param>
/// <param name="WasThere">Whether it lay there already, with the right sum.</param>
/// <param name="TrustedFirst">Whether no sum was known, so that the one it has was written down to be held against the next time.</param>
public sealed record FetchedFile(string Path, long Bytes, string Sha256, bool WasThere, bool TrustedFirst);
