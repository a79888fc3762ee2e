using System.Globalization;
using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>One download: tries until the part is whole, then checks it and moves it into place.</summary>
internal sealed class DownloadRun(Uri address, string path, DownloadOptions options, IProgress<DownloadProgress>? progress, HttpClient client, PartFile part, CancellationToken cancellation)
{
    // Less than this between two cuts is no progress.
    private const long Progress = 1 << 16;

    private readonly string where = WebAddress.Shown(address);
    private bool wasResumed;

    /// <summary>The file in its place, or null when parts did not fit together and it has to come anew.</summary>
    /// <param name="isLast">Whether a misfit is final.</param>
    /// <exception cref="DatasetException">It cannot be had; what has come in is kept where it can be gone on with.</exception>
    public async Task<DownloadResult?> ToEnd(bool isLast)
    {
        ForgetWhatCannotGoOn();
        await Receive().ConfigureAwait(false);
        return Finish(isLast);
    }

    private async Task Receive()
    {
        long farthest = part.Length;
        for (int failures = 0; ;)
        {
            try
            {
                if (part.Length > 0) wasResumed = true;
                await new DownloadAttempt(where, options, progress, part, cancellation).Run(client, address).ConfigureAwait(false);
                return;
            }
            catch (CutException cut)
            {
                failures = part.Length >= farthest + Progress ? 1 : failures + 1;
                farthest = Math.Max(farthest, part.Length);
                ForgetWhatCannotGoOn();
                if (failures >= options.Attempts) throw new DatasetException($"{cut.Message}, and {Times(options.Attempts)}; {Remedy()}", cut);
            }
            await Task.Delay(options.Pause * Math.Pow(2, failures - 1), cancellation).ConfigureAwait(false);
        }
    }

    // Without a name of its version, only a sum can tell whether two parts belong together.
    private void ForgetWhatCannotGoOn()
    {
        if (part is { Length: > 0, Version: null } && options.Sha256 is null) part.Restart(null, false);
    }

    private DownloadResult? Finish(bool isLast)
    {
        part.Close();
        string packed = part.Path, whole = packed;
        try
        {
            if (part.IsPacked) whole = Unpack(packed);
            long length = new FileInfo(whole).Length;
            string sum = CheckSum.Of(whole);
            string? trouble = WebPage.Title(whole) is { } title ? $"{where} sends a web page{title} in place of the file; look for the file's own address."
                : options.Bytes is { } bytes && bytes != length ? $"{where} gives a file of {Size(length)}; expected {Size(bytes)}. It was replaced, cut or damaged; compare with its home page."
                : options.Sha256 is { } expected && sum != expected ? $"{where} gives a file with the SHA-256 sum {sum}; expected {expected}. It was replaced or damaged; do not use it unless you know why."
                : null;
            if (trouble is null)
            {
                File.Move(whole, path, overwrite: true);
                part.Delete();
                return new DownloadResult(path, length, sum, wasResumed);
            }
            part.Delete();
            return wasResumed && !isLast ? null : throw new DatasetException(trouble);
        }
        finally
        {
            if (whole != packed) File.Delete(whole);
        }
    }

    // The server packed the file for the way although it was asked not to.
    private string Unpack(string packed)
    {
        string whole = path + ".unpacked";
        try
        {
            using var to = File.Create(whole);
            using var from = new GzipContent(new FileStream(packed, FileMode.Open, FileAccess.Read, FileShare.Read), where);
            var buffer = new byte[1 << 16];
            while (from.Read(buffer) is > 0 and int read)
            {
                if (to.Length + read > options.MostBytes) throw DownloadAttempt.TooLarge(where, options.MostBytes);
                to.Write(buffer, 0, read);
            }
            to.Flush(flushToDisk: true);
            return whole;
        }
        catch
        {
            File.Delete(whole);
            part.Delete();
            throw;
        }
    }

    private string Remedy() => part.Length == 0 ? "try again later."
        : $"the {Size(part.Length)} that came are kept, and the next try goes on from there.";

    private static string Times(int attempts) => attempts == 1 ? "it was tried once" : $"it was tried {attempts} times";

    private static string Size(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture) + " bytes";
}
