namespace Cajal.Studio;

/// <summary>The built page, packed into this assembly.</summary>
internal static class PageFiles
{
    /// <summary>What is said where the page was not built.</summary>
    public const string Missing = "Studio's page is not in this build: Node was not found when it was made. Install Node 20 or later and build again (dotnet build apps/Cajal.Studio).";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".md"] = "text/plain; charset=utf-8",
    };

    /// <summary>Whether there is a page.</summary>
    public static bool IsThere => Open("index.html") is not null;

    /// <summary>A file of the page and its type; null when there is none.</summary>
    public static (byte[] Bytes, string Type)? Read(string path)
    {
        using var stream = Open(path);
        if (stream is null) return null;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (bytes, Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"));
    }

    /// <summary>What an address shows: a file, or the room of that name; null when there is none.</summary>
    public static (byte[] Bytes, string Type)? Find(string path) => path.Length == 0 ? Read("index.html") : Read(path) ?? Read(path + ".html");

    private static Stream? Open(string path) => typeof(PageFiles).Assembly.GetManifestResourceStream("page/" + path);
}
