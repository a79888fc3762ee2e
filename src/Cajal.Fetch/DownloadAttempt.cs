using System.Globalization;
using System.Net;
using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>One try of a download: asks for what is missing and adds what comes to the part.</summary>
internal sealed class DownloadAttempt(string where, DownloadOptions options, IProgress<DownloadProgress>? progress, PartFile part, CancellationToken cancellation)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Returns when the server says that all of it is there.</summary>
    /// <exception cref="CutException">It stopped for a reason that may pass.</exception>
    /// <exception cref="DatasetException">The server does not give the file.</exception>
    public async Task Run(HttpClient client, Uri address)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        try
        {
            using var response = await WebRequest.Ask(client, address, part, patience.Token).ConfigureAwait(false);
            long? total = Begin(response);
            if (total > options.MostBytes) throw TooLarge(where, options.MostBytes);
            if (total is not null && total == part.Length) return;
            if (!part.IsPacked && total is { } all && options.Bytes is { } bytes && all != bytes)
            {
                throw new DatasetException(string.Create(CultureInfo.InvariantCulture,
                    $"{where} offers a file of {all:N0} bytes; expected {bytes:N0}. It was replaced or is another file; compare with its home page."));
            }
            await Copy(response, total, patience).ConfigureAwait(false);
            if (total is not null && part.Length < total) throw Cut(total, null);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new CutException(string.Create(CultureInfo.InvariantCulture,
                $"{where} sent fewer than {options.LeastBytes:N0} bytes in {options.Patience.TotalSeconds:0.##} seconds"), error);
        }
    }

    public static DatasetException TooLarge(string where, long most) => new(string.Create(CultureInfo.InvariantCulture,
        $"{where} gives a file of more than {most:N0} bytes, the most that is taken; allow more if that is what you want."));

    // The length of the whole file as the server tells it; the part is as long as what is not sent.
    private long? Begin(HttpResponseMessage response)
    {
        string? version = Version(response);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                RefusePage(response);
                part.Restart(version, IsPacked(response));
                return response.Content.Headers.ContentLength;
            case HttpStatusCode.PartialContent when part.Length > 0:
                var range = response.Content.Headers.ContentRange;
                if (range?.From == part.Length && range.Unit == "bytes" && version == part.Version && IsPacked(response) == part.IsPacked) return range.Length;
                part.Restart(null, false);
                throw new CutException($"{where} gives another part, or a part of another version, than was asked for");
            case HttpStatusCode.RequestedRangeNotSatisfiable when part.Length > 0:
                if (response.Content.Headers.ContentRange?.Length == part.Length && version == part.Version) return part.Length;
                part.Restart(null, false);
                throw new CutException($"{where} has no part after the bytes that are here");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new CutException($"{where} answers {Status(response)}");
            default:
                throw new DatasetException($"{where} answers {Status(response)}; {(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    ? "the file is not public, or needs a sign-in" : "check the address")}.");
        }
    }

    private async Task Copy(HttpResponseMessage response, long? total, CancellationTokenSource patience)
    {
        var buffer = new byte[BufferBytes];
        using var stream = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        for (long window = 0; ;)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or HttpRequestException)
            {
                throw Cut(total, error);
            }
            if (read == 0) return;
            if (part.Length + read > options.MostBytes)
            {
                part.Restart(null, false);
                throw TooLarge(where, options.MostBytes);
            }
            part.Add(buffer.AsSpan(0, read));
            progress?.Report(new DownloadProgress(part.Length, total));
            window += read;
            if (window < options.LeastBytes) continue;
            window = 0;
            patience.CancelAfter(options.Patience);
        }
    }

    private CutException Cut(long? total, Exception? error) => new(string.Create(CultureInfo.InvariantCulture,
        $"{where} broke off after {part.Length:N0}{(total is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all:N0}") : "")} bytes"), error);

    private void RefusePage(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
            throw new DatasetException($"{where} sends a web page in place of the file; look for the file's own address, often behind a button called \"raw\" or \"download\".");
    }

    // A file that is gzip by name stays as it is.
    private bool IsPacked(HttpResponseMessage response)
    {
        string[] codings = [.. response.Content.Headers.ContentEncoding.Where(c => !c.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        if (codings.Length == 0) return false;
        if (codings is not [var one] || !(one.Equals("gzip", StringComparison.OrdinalIgnoreCase) || one.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)))
            throw new DatasetException($"{where} packs the file as '{string.Join(", ", codings)}' although it was asked not to; only gzip is unpacked. Take another address.");
        return !(where.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || where.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase));
    }

    // A weak tag names what means the same, not what has the same bytes.
    private static string? Version(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag ? tag.Tag
        : response.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture);

    private static string Status(HttpResponseMessage response) => string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} ({response.ReasonPhrase})");
}
