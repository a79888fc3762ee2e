using System.Net;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>One question to a server, redirects followed by hand: never from https to http, not in a circle, at most ten.</summary>
internal static class WebRequest
{
    private const int MostRedirects = 10;

    /// <summary>Asks servers; in a browser the browser does, and follows redirects itself.</summary>
    /// <param name="address">Where the first question goes; this machine is asked without a proxy.</param>
    /// <param name="patience">How long a connection may take.</param>
    public static HttpClient Client(Uri address, TimeSpan patience) => new(OperatingSystem.IsBrowser() ? new HttpClientHandler() : OfSockets(address, patience))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    [UnsupportedOSPlatform("browser")]
    private static SocketsHttpHandler OfSockets(Uri address, TimeSpan patience) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = patience,
        UseCookies = false,
        UseProxy = !address.IsLoopback,
    };

    /// <summary>Asks for a file, or for the rest of it.</summary>
    /// <exception cref="CutException">No connection, or no answer in time.</exception>
    /// <exception cref="DatasetException">Redirects that lead nowhere, or a server that cannot be talked to.</exception>
    public static async Task<HttpResponseMessage> Ask(HttpClient client, Uri address, PartFile part, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Add(address.AbsoluteUri))
        {
            var response = await Send(client, address, part, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return response;
            using (response)
            {
                var next = response.Headers.Location is { } location ? new Uri(address, location)
                    : throw new DatasetException($"{WebAddress.Shown(address)} says that the file has moved, and not where to; look for its address in a browser.");
                if (next.Scheme is not ("http" or "https"))
                    throw new DatasetException($"{WebAddress.Shown(address)} leads to '{next.Scheme}:', which is no address of the web; look for the file's address in a browser.");
                if (address.Scheme == "https" && next.Scheme == "http")
                    throw new DatasetException($"{WebAddress.Shown(address)} leads from https to {WebAddress.Shown(next)}, where anybody on the way could change the file; give that address yourself, with its SHA-256 sum.");
                if (seen.Count > MostRedirects) throw new DatasetException($"{WebAddress.Shown(address)} leads on and on (more than {MostRedirects} redirects); look for the file's address in a browser.");
                address = next;
            }
        }
        throw new DatasetException($"{WebAddress.Shown(address)} leads in a circle; look for the file's address in a browser.");
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, Uri address, PartFile part, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("cajal", null));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (part.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            if (part.Version is { } version) request.Headers.TryAddWithoutValidation("If-Range", version);
        }
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            string where = WebAddress.Shown(address);
            throw error.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => new DatasetException($"The host '{address.Host}' is not known; check the address and the connection to the internet.", error),
                HttpRequestError.SecureConnectionError => new DatasetException($"{where} cannot be reached safely: {Innermost(error)} Check the clock of this machine and the certificates it trusts.", error),
                HttpRequestError.InvalidResponse => new DatasetException($"{where} does not answer as a web server; check the address.", error),
                HttpRequestError.ConnectionError => new CutException($"{where} cannot be reached: {Innermost(error)}", error),
                _ => new CutException($"{where} broke off before it answered", error),
            };
        }
    }

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner) error = inner;
        return error.Message;
    }
}
