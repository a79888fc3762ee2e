using Cajal.Data;

namespace Cajal.Fetch;

/// <summary>The file SHA256SUMS of a folder, as sha256sum writes and checks it: which sum each file had when it first came.</summary>
internal sealed class KnownSums
{
    private const string FileName = "SHA256SUMS";
    private const long MostBytes = 1 << 20;

    private readonly string path;
    private readonly SortedDictionary<string, string> sums = new(StringComparer.Ordinal);

    /// <exception cref="DatasetException">The file holds something else.</exception>
    public KnownSums(string folder)
    {
        path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return;
        if (new FileInfo(path).Length > MostBytes) throw Wrong(1);
        int line = 0;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (text.Length == 0) continue;
            string[] parts = text.Split("  ", 2);
            if (parts.Length != 2 || parts[0].Length != 64 || !parts[0].All(char.IsAsciiHexDigit)) throw Wrong(line);
            sums[parts[1]] = parts[0].ToLowerInvariant();
        }
    }

    /// <summary>The sum that a file had; null when it is not known.</summary>
    public string? Of(string name) => sums.GetValueOrDefault(name);

    /// <summary>Writes the sum of a file down.</summary>
    public void Set(string name, string sum)
    {
        if (sums.GetValueOrDefault(name) == sum) return;
        sums[name] = sum;
        WholeFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Concat(sums.Select(s => $"{s.Value}  {s.Key}\n")))));
    }

    private DatasetException Wrong(int line) => new($"Line {line} of '{path}' is not a SHA-256 sum, two blanks and a file name; mend it, or delete the file to begin anew.");
}
