using System.Formats.Tar;
using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>Takes the wanted files out of a tar archive, by their names alone: what paths the archive says does not matter, so nothing is written elsewhere.</summary>
internal static class TarMembers
{
    private const long MostBytes = 1L << 30;

    /// <exception cref="DatasetException">The archive is damaged, lacks a file, or holds one of absurd size.</exception>
    public static void Extract(string archive, IReadOnlyList<string> names, string folder)
    {
        var missing = names.ToHashSet(StringComparer.Ordinal);
        try
        {
            using var tar = new TarReader(DataFile.Open(archive));
            while (missing.Count > 0 && tar.GetNextEntry() is { } entry)
            {
                string name = entry.Name[(entry.Name.LastIndexOf('/') + 1)..];
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.DataStream is not { } content || !missing.Remove(name)) continue;
                if (entry.Length > MostBytes) throw new DatasetException($"'{archive}' holds '{name}' of {entry.Length} bytes; expected at most {MostBytes}.");
                WholeFile.Write(Path.Combine(folder, name), content.CopyTo);
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new DatasetException($"'{archive}' is no archive (tar) that can be read: {error.Message} Get it again.", error);
        }
        if (missing.Count > 0) throw new DatasetException($"'{archive}' does not hold {string.Join(", ", missing.Order(StringComparer.Ordinal))}; it is another archive, or cut short. Get it again.");
    }
}
