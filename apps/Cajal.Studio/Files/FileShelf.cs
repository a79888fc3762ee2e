using System.Security.Cryptography;

namespace Cajal.Studio;

/// <summary>What the list of opened files says of one.</summary>
/// <param name="Id">Names it in addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>onnx</c> or <c>safetensors</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Tensors">How many tensors it has.</param>
/// <param name="Numbers">How many numbers.</param>
/// <param name="Facts">What it says about itself.</param>
internal sealed record FileRow(string Id, string Name, string Kind, long Bytes, int Tensors, long Numbers, IReadOnlyList<string> Facts);

/// <summary>The files that are open, a bounded number: the one opened longest ago is closed first. What a page sent lies in a folder of its own and goes with Studio.</summary>
internal sealed class FileShelf : IDisposable
{
    /// <summary>The largest file that a page may send.</summary>
    public const long MostBytes = 2L << 30;

    private const int MostFiles = 12;

    private readonly List<(string Id, OpenedFile File, string? Kept)> files = [];
    private readonly Lock gate = new();
    private string? folder;

    /// <summary>The files, the latest first.</summary>
    public IReadOnlyList<FileRow> Rows
    {
        get
        {
            lock (gate) return [.. files.AsEnumerable().Reverse().Select(f => RowOf(f.Id, f.File))];
        }
    }

    /// <summary>A file by its id; null when there is none.</summary>
    public OpenedFile? Find(string id)
    {
        lock (gate) return files.Find(f => f.Id == id).File;
    }

    /// <summary>Opens a file of this machine.</summary>
    public FileRow Open(string path) => Add(OpenedFile.Open(path, Path.GetFileName(path), besides: true), null);

    /// <summary>Takes a file that a page sends.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="name">What the page calls it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">It is too large.</exception>
    public async Task<FileRow> ReceiveAsync(Stream content, string name, CancellationToken cancellation)
    {
        string kept = Path.Combine(Folder(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        try
        {
            await using (var stream = new FileStream(kept, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                var part = new byte[1 << 16];
                for (int got; (got = await content.ReadAsync(part, cancellation)) > 0;)
                {
                    if (stream.Length + got > MostBytes) throw new ArgumentException(FormattableString.Invariant($"A file that is sent has at most {MostBytes >> 20} MB; open a larger one with cajal studio --open FILE."));
                    await stream.WriteAsync(part.AsMemory(0, got), cancellation);
                }
            }
            return Add(OpenedFile.Open(kept, PlainText.Of(Path.GetFileName(name.Replace('\\', '/')), 100), besides: false), kept);
        }
        catch
        {
            File.Delete(kept);
            throw;
        }
    }

    /// <summary>Closes a file.</summary>
    public void Close(string id)
    {
        lock (gate)
        {
            int at = files.FindIndex(f => f.Id == id);
            if (at < 0) return;
            string? kept = files[at].Kept;
            files.RemoveAt(at);
            if (kept is not null) TryDelete(kept);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            files.Clear();
            if (folder is null) return;
            foreach (string kept in Directory.EnumerateFiles(folder)) TryDelete(kept);
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
            folder = null;
        }
    }

    private FileRow Add(OpenedFile file, string? kept)
    {
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        lock (gate)
        {
            files.Add((id, file, kept));
            while (files.Count > MostFiles)
            {
                if (files[0].Kept is { } old) TryDelete(old);
                files.RemoveAt(0);
            }
        }
        return RowOf(id, file);
    }

    private string Folder()
    {
        lock (gate) return folder ??= Directory.CreateTempSubdirectory("cajal-studio-").FullName;
    }

    private static FileRow RowOf(string id, OpenedFile file) => new(id, file.Name, file.Kind, file.Bytes, file.Tensors.Count, file.Tensors.Sum(t => t.Sizes.Aggregate(1L, (a, b) => a * Math.Max(0, b))), file.Facts);

    // A file that is still mapped cannot be removed everywhere; the system does it when it clears its own.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
