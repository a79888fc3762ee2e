using System.IO.Compression;
using System.Xml.Linq;

namespace Cajal.Outside.Tests;

/// <summary>A package as it lies in the feed.</summary>
public sealed record Package(string Path, XElement Manifest, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Its identifier.</summary>
    public string Name => Said("id");

    /// <summary>Its version.</summary>
    public string Version => Said("version");

    /// <summary>What it depends on, with versions.</summary>
    public IReadOnlyList<(string Name, string Version)> Dependencies =>
        [.. Manifest.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => ((string)e.Attribute("id")!, (string)e.Attribute("version")!))];

    /// <summary>What an element of the manifest says; empty when it is not there.</summary>
    public string Said(string element) => Manifest.Descendants().FirstOrDefault(e => e.Name.LocalName == element)?.Value ?? "";

    /// <summary>Reads a package.</summary>
    public static Package Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var files = zip.Entries.ToDictionary(e => e.FullName, Bytes);
        return new Package(path, XElement.Load(new MemoryStream(files.Single(f => f.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value)), files);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
