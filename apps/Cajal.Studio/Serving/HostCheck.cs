namespace Cajal.Studio;

/// <summary>Lets in only what this machine's own page asks: other sites' pages, and names that were bent to 127.0.0.1, stay outside.</summary>
internal static class HostCheck
{
    /// <summary>Whether a request is of this page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="needsOrigin">Whether it must say which page it comes from, as web sockets of a browser do.</param>
    public static bool IsOwn(HttpRequest request, bool needsOrigin)
    {
        if (!IsLoopback(request.Host.Host)) return false;
        string origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return !needsOrigin;
        return Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLoopback(page.Host) && page.Authority == request.Host.Value;
    }

    private static bool IsLoopback(string host) => host is "127.0.0.1" or "localhost";
}
