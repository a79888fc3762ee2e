using System.Security.Cryptography;
using System.Text;
using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>The copy of a file of the web in the folder of data: fetched once, then read from the disk.</summary>
internal sealed class WebCopy : WebFiles
{
    /// <inheritdoc/>
    public override string Fetch(string address, DatasetOptions options)
    {
        var place = WebAddress.Of(address);
        // Two files of one name from two addresses do not meet.
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place.AbsoluteUri)).AsSpan(0, 6));
        string path = Path.Combine(options.Folder ?? DataFolder.Usual, "web", key, WebAddress.FileName(place));
        if (File.Exists(path) && (options.Sha256 is null || CheckSum.Of(path) == CheckSum.Checked(options.Sha256))) return path;
        return Download.ToFile(address, path, new DownloadOptions { Sha256 = options.Sha256 }).Path;
    }
}
