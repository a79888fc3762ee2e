namespace Cajal.Data;

/// <summary>Addresses of the web as text: which texts are some, and how they are shown.</summary>
internal static class WebAddress
{
    public static bool IsOne(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">Not an address of the web.</exception>
    public static Uri Of(string text) => IsOne(text) && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address
        : throw new ArgumentException($"'{text}' is no address of the web; expected https://HOST/FILE.");

    /// <summary>An address without what is secret in it: the name and password before the host, and the query.</summary>
    public static string Shown(Uri address) => address.GetComponents(UriComponents.Scheme | UriComponents.HostAndPort | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>The name of the file at an address: letters, digits, points, hyphens and underscores; "data" when it has none.</summary>
    public static string FileName(Uri address)
    {
        string last = Uri.UnescapeDataString(address.Segments[^1]).Trim('/');
        string name = new([.. last.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_').TakeLast(100)]);
        return name.Trim('.').Length == 0 ? "data" : name;
    }
}
