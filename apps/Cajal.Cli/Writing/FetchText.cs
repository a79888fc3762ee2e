using Cajal.Data;
using Cajal.Fetch;

namespace Cajal.Cli;

/// <summary>What can be fetched, and what was, for people and for machines.</summary>
internal static class FetchText
{
    public static void WriteList(Terminal terminal, bool asJson)
    {
        if (asJson)
        {
            JsonText.Write(terminal.Out, json => json.Objects("sets", PublicSets.All, set =>
            {
                json.WriteString("name", set.Name);
                json.WriteString("description", set.Description);
                json.WriteString("licence", set.Licence);
                json.WriteString("citation", set.Citation);
                json.Objects("files", set.Files, file =>
                {
                    json.WriteString("name", file.Name);
                    json.WriteString("address", file.Address);
                    json.Figure("bytes", file.Bytes);
                    json.WriteString("sha256", file.Sha256);
                });
            }));
            return;
        }
        var table = new TextTable("name", "size", "sum", "licence", "what it is") { LeftColumns = 5, Width = terminal.OutWidth };
        foreach (var set in PublicSets.All)
        {
            bool sized = set.Files.All(f => f.Bytes is not null);
            table.Add(set.Name, sized ? FetchProgress.Size(set.Files.Sum(f => f.Bytes!.Value)) : "?", set.Files.All(f => f.Sha256 is not null) ? "published" : "at first",
                set.Licence, set.Description);
        }
        terminal.Out.Write(table);
        terminal.Out.WriteLine("Homes and citations: cajal data fetch --json. Fetch one: cajal data fetch NAME. Any file: cajal data fetch URL --sha256 SUM.");
    }

    public static void Write(Terminal terminal, string wanted, IReadOnlyList<FetchedFile> files, bool asJson, bool inUsualPlace)
    {
        if (asJson)
        {
            JsonText.Write(terminal.Out, json => json.Objects("files", files, file =>
            {
                json.WriteString("path", file.Path);
                json.WriteNumber("bytes", file.Bytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteBoolean("wasThere", file.WasThere);
                json.WriteBoolean("trustedFirst", file.TrustedFirst);
            }));
            return;
        }
        foreach (var file in files)
        {
            terminal.Out.WriteLine($"{terminal.Shorten(file.Path)}  {FetchProgress.Size(file.Bytes)}  {(file.WasThere ? "was there, its sum is right"
                : file.TrustedFirst ? $"SHA-256 {file.Sha256}" : "its sum is right")}");
        }
        bool isSet = !Download.IsAddress(wanted);
        if (files.Any(f => f.TrustedFirst))
            terminal.Out.WriteLine(isSet ? "No sum is published, so the one it has was written down in SHA256SUMS beside it; the next download is held against it."
                : $"Nothing was known to hold it against; give --sha256 {files[0].Sha256} the next time.");
        if (!isSet) return;
        var set = PublicSets.Find(wanted);
        terminal.Out.WriteLine($"licence: {set.Licence}. Cite: {set.Citation}.");
        string place = Path.GetDirectoryName(Path.GetDirectoryName(files[0].Path)!)!;
        if (Datasets.All.Any(s => s.Name == set.Name)) terminal.Out.WriteLine($"Train on it: cajal train {set.Name}{(inUsualPlace ? "" : $" --data {terminal.Shorten(place)}")}");
        else terminal.Out.WriteLine($"Train on it: cajal train {terminal.Shorten(files[0].Path)}");
    }
}
