namespace Cajal.Training;

/// <summary>Files that are whole or not there: written beside their place, flushed to the disk, renamed once.</summary>
/// <remarks>A process that dies at any moment leaves the old file or the new one, and perhaps an unused <c>.tmp</c> file beside it. After a
/// power cut the folder may still show the old file; it never shows half of the new one.</remarks>
internal static class AtomicFile
{
    // Ending of files that are still being written.
    private const string Unfinished = ".tmp";

    /// <summary>Writes a file, replacing what was there.</summary>
    /// <exception cref="RunException">The disk is full, the folder is read-only or missing; what was there before is unchanged.</exception>
    public static void Write(string path, Action<Stream> content)
    {
        string aside = Aside(path);
        try
        {
            using (var stream = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                content(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e)
        {
            TryDelete(aside);
            if (DiskTrouble.Caused(e)) throw DiskTrouble.Writing(path, e);
            throw;
        }
    }

    /// <summary>Writes a file from its bytes, replacing what was there.</summary>
    public static void Write(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));

    /// <summary>All bytes of a small file.</summary>
    /// <exception cref="RunException">It is missing, unreadable or larger than <paramref name="mostBytes"/>.</exception>
    public static byte[] Read(string path, long mostBytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > mostBytes)
                throw new RunException($"'{path}' has {stream.Length} bytes, and a file of this kind has at most {mostBytes}. It is not "
                    + $"what its name says.");
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Reading(path, e);
        }
    }

    /// <summary>Takes away what writers that died have left in a folder.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="isOwn">Whether a file or folder of that name is one's own; what others have left is theirs.</param>
    public static void Sweep(string folder, Func<string, bool> isOwn)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder))
        {
            if (Intended(Path.GetFileName(entry)) is not { } name || !isOwn(name)) continue;
            if (Directory.Exists(entry)) AtomicFolder.TryDelete(entry);
            else TryDelete(entry);
        }
    }

    /// <summary>A name to write under beside a path, unlike any other.</summary>
    public static string Aside(string path) => $"{path}.{Guid.NewGuid():N}{Unfinished}";

    /// <summary>The name that something unfinished would have had, <c>a.json</c> for <c>a.json.0123….tmp</c>; null for other
    /// names.</summary>
    public static string? Intended(string name)
    {
        int mark = name.Length - Unfinished.Length - 33;
        if (mark < 1 || name[mark] != '.' || !name.EndsWith(Unfinished, StringComparison.Ordinal)) return null;
        return Guid.TryParseExact(name.AsSpan(mark + 1, 32), "N", out _) ? name[..mark] : null;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            // What cannot be removed stays under a name nobody reads; the first trouble is the one to report.
        }
    }
}
