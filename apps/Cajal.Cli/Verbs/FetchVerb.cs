using System.CommandLine;
using Cajal.Fetch;

namespace Cajal.Cli;

/// <summary><c>cajal data fetch [NAME|URL]</c>: downloads a classic data set from its public home, or any file, and checks its sum.</summary>
internal static class FetchVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var name = new Argument<string?>("set")
        {
            HelpName = "NAME|URL",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "a classic data set, or the address of a file; without it, all sets are listed with size, licence and home",
        };
        var to = TextOption.Of("--to", "FOLDER", "where to put it; without it CAJAL_DATA, or your own folder of data, and for an address this folder");
        var from = TextOption.Of("--from", "URL", "another home of the same files; their sums stay the published ones");
        var sum = TextOption.Of("--sha256", "SUM", "the SHA-256 sum that the file at an address must have");
        var json = CommonOptions.Json();
        var command = new Command("fetch", "download a classic data set, or a file, and check its sum") { name, to, from, sum, json };
        command.SetAction(parse =>
        {
            bool asJson = parse.GetValue(json);
            string? folder = parse.Text(to) is { } asked ? terminal.Resolve(asked) : null;
            if (parse.GetValue(name) is not { } wanted)
            {
                FetchText.WriteList(terminal, asJson);
                return ExitCode.Done;
            }
            bool isAddress = Download.IsAddress(wanted);
            if (isAddress && parse.Text(from) is not null) throw new UsageException("--from names another home of a set; the address of a file is its home.");
            if (!isAddress && parse.Text(sum) is not null) throw new UsageException("--sha256 is for the address of a file; the sums of a set are known, or written down when it first comes.");
            terminal.StopsItself = true;
            var progress = new FetchProgress(terminal);
            try
            {
                var files = isAddress ? [One(wanted, folder ?? terminal.Folder, parse.Text(sum), progress, cancellation)]
                    : DataFetch.Fetch(wanted, folder, parse.Text(from), null, new OfSet(progress), cancellation);
                progress.Clear();
                FetchText.Write(terminal, wanted, files, asJson, inUsualPlace: folder is null);
            }
            catch
            {
                progress.Clear();
                throw;
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static FetchedFile One(string address, string folder, string? sum, FetchProgress progress, CancellationToken cancellation)
    {
        string file = Download.FileName(address);
        var result = Download.ToFile(address, Path.Combine(folder, file), new DownloadOptions { Sha256 = sum }, new OfFile(progress, file), cancellation);
        return new FetchedFile(result.Path, result.Bytes, result.Sha256, WasThere: false, TrustedFirst: sum is null);
    }

    private sealed class OfSet(FetchProgress progress) : IProgress<(PublicFile File, DownloadProgress Done)>
    {
        public void Report((PublicFile File, DownloadProgress Done) value) => progress.Report(value.File.Name, value.Done);
    }

    private sealed class OfFile(FetchProgress progress, string file) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => progress.Report(file, value);
    }
}
