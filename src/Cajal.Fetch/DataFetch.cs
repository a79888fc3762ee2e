using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>Downloads the classic data sets from their public homes, each file held against its published sum, or, where none is published, against the one it had at first.</summary>
public static class DataFetch
{
    /// <summary>Fetches all files of a set; those that are there with the right sum are left alone.</summary>
    /// <param name="name">A name of <see cref="PublicSets.All"/>.</param>
    /// <param name="folder">Where to put the set's own folder; null for CAJAL_DATA, or the user's own folder.</param>
    /// <param name="from">Another home: the address of a folder that holds the same files; null for the public one.</param>
    /// <param name="options">How long to wait; sizes and sums come from the table.</param>
    /// <param name="progress">Is told the file and how far it is, on a thread of the pool.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>; a file that was begun is gone on with the next time.</param>
    /// <exception cref="ArgumentException">No such set, or no address.</exception>
    /// <exception cref="DatasetException">A file cannot be had, or is not the one that was expected.</exception>
    public static IReadOnlyList<FetchedFile> Fetch(string name, string? folder = null, string? from = null, DownloadOptions? options = null,
        IProgress<(PublicFile File, DownloadProgress Done)>? progress = null, CancellationToken cancellation = default)
    {
        var set = PublicSets.Find(name);
        string place = Path.Combine(Path.GetFullPath(folder ?? DataFolder.Usual), set.Name);
        Directory.CreateDirectory(place);
        var known = new KnownSums(place);
        return [.. set.Files.Select(file => One(file, place, from, known, options ?? new DownloadOptions(), progress, cancellation))];
    }

    private static FetchedFile One(PublicFile file, string folder, string? from, KnownSums known, DownloadOptions options, IProgress<(PublicFile, DownloadProgress)>? progress,
        CancellationToken cancellation)
    {
        string path = Path.Combine(folder, file.Name);
        string? sum = file.Sha256 ?? known.Of(file.Name);
        if (sum is not null && File.Exists(path) && CheckSum.Of(path) == sum)
        {
            Unpack(file, path, folder);
            return new FetchedFile(path, new FileInfo(path).Length, sum, WasThere: true, TrustedFirst: false);
        }
        string address = from is null ? file.Address : $"{from.TrimEnd('/')}/{WebAddress.FileName(new Uri(file.Address))}";
        var result = Download.ToFile(address, path, options with { Sha256 = sum, Bytes = file.Bytes },
            progress is null ? null : new Named(file, progress), cancellation);
        known.Set(file.Name, result.Sha256);
        Unpack(file, path, folder);
        return new FetchedFile(path, result.Bytes, result.Sha256, WasThere: false, TrustedFirst: sum is null);
    }

    private static void Unpack(PublicFile file, string path, string folder)
    {
        if (file.Members.Count > 0 && !file.Members.All(m => File.Exists(Path.Combine(folder, m)))) TarMembers.Extract(path, file.Members, folder);
    }

    private sealed class Named(PublicFile file, IProgress<(PublicFile, DownloadProgress)> progress) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => progress.Report((file, value));
    }
}
