using System.Text.Json;

namespace Cajal.Training;

/// <summary>monitors.jsonl: a look at the network in each line. A last line without its line end is torn and left out.</summary>
internal static class MonitorFile
{
    private const long MostBytes = 1 << 28;

    /// <summary>Opens the file, new or after its last whole line, with at most <paramref name="keep"/> of its first bytes.</summary>
    public static AppendedFile Open(string path, long keep)
    {
        if (File.Exists(path)) keep = Math.Min(keep, WholeBytes(path));
        return AppendedFile.Open(path, keep);
    }

    // From its end, since a file that is written in every step may be long.
    private static long WholeBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] part = new byte[1 << 16];
        for (long end = stream.Length; end > 0;)
        {
            int length = (int)Math.Min(part.Length, end);
            stream.Position = end -= length;
            stream.ReadExactly(part, 0, length);
            if (part.AsSpan(0, length).LastIndexOf((byte)'\n') is >= 0 and var at) return end + at + 1;
        }
        return 0;
    }

    /// <summary>Adds a line.</summary>
    public static void Append(AppendedFile file, NetworkLook look) => file.Append([.. MonitorJson.Write(look), (byte)'\n']);

    /// <summary>The looks in their order; none when there is no file.</summary>
    /// <exception cref="RunException">A line is damaged.</exception>
    public static IReadOnlyList<NetworkLook> Read(string path)
    {
        if (!File.Exists(path)) return [];
        ReadOnlySpan<byte> bytes = AtomicFile.Read(path, MostBytes);
        var looks = new List<NetworkLook>();
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            try
            {
                looks.Add(MonitorJson.Read(bytes[..end]));
            }
            catch (JsonException e)
            {
                throw new RunException($"Line {looks.Count + 1} of '{path}' is no look at a network. The file was edited or damaged.", e);
            }
        }
        return looks;
    }
}
