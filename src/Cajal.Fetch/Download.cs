using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>Brings a file of the web onto the disk, whole and checked: it is written aside, goes on where it was cut, and takes the place of an older one only when its length and
/// sum are right.</summary>
/// <remarks>Beside the file lie FILE.part and FILE.part.from while it is not whole. Ranges (RFC 9110, 14) are asked for only of the version that was begun: by its strong entity tag
/// or date, or, where the server names neither, when a check sum decides in the end.</remarks>
public static class Download
{
    /// <summary>Downloads a file.</summary>
    /// <param name="address">Where it is: http or https.</param>
    /// <param name="path">Where to put it; its folder is made.</param>
    /// <param name="options">What is known of it, and how long to wait.</param>
    /// <param name="progress">Is told how far it is, on a thread of the pool.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>; what has come in is kept to go on with.</param>
    /// <exception cref="ArgumentException">No address of the web, or no SHA-256 sum.</exception>
    /// <exception cref="DatasetException">The server does not give the file, or not the one that was expected.</exception>
    public static DownloadResult ToFile(string address, string path, DownloadOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
        Task.Run(() => ToFileAsync(address, path, options, progress, cancellation), CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc cref="ToFile"/>
    public static async Task<DownloadResult> ToFileAsync(string address, string path, DownloadOptions? options = null, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new DownloadOptions();
        if (options.Sha256 is { } sum) options = options with { Sha256 = CheckSum.Checked(sum) };
        var place = WebAddress.Of(address);
        path = Path.GetFullPath(path);
        if (Directory.Exists(path)) throw new ArgumentException($"'{path}' is a folder; expected the path of the file to write.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var client = WebRequest.Client(place, options.Patience);
        // Parts that do not fit together are fetched anew, once.
        for (bool isLast = false; ; isLast = true)
        {
            using var part = PartFile.Open(path + ".part", WebAddress.Shown(place));
            if (await new DownloadRun(place, path, options, progress, client, part, cancellation).ToEnd(isLast).ConfigureAwait(false) is { } result) return result;
        }
    }

    /// <summary>Whether a text is an address of the web rather than a name or a path.</summary>
    public static bool IsAddress(string text) => WebAddress.IsOne(text);

    /// <summary>The name of the file at an address, safe on every disk.</summary>
    /// <exception cref="ArgumentException">No address of the web.</exception>
    public static string FileName(string address) => WebAddress.FileName(WebAddress.Of(address));
}
