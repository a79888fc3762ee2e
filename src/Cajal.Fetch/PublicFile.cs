namespace Cajal.Fetch;

/// <summary>One file of a public data set.</summary>
/// <param name="Name">What it is called on the disk.</param>
/// <param name="Address">Where it is kept for everybody.</param>
/// <param name="Bytes">Its size; null where it is not known.</param>
/// <param name="Sha256">Its published SHA-256 sum; null where there is none, and then the first download writes it down.</param>
public sealed record PublicFile(string Name, string Address, long? Bytes, string? Sha256)
{
    /// <summary>The files taken out of it when it is an archive (tar, packed by gzip); empty otherwise.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];
}
