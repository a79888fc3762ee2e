namespace Cajal.Training;

/// <summary>Names of another program's weights beside our own, a line each.
/// <code>
/// # comment
/// conv1.* = 1.0.*                           # one * for any letters, the same on both sides
/// fc.weight = 1.7.weight transposed         # [in, out] there, [out, in] here
/// fc.weight = 4.weight flattened 7x7x16     # pictures flattened as height, width, channels there; channels first here
/// *.num_batches_tracked = -                 # in the file and left out on purpose
/// - = 1.1.num_batches_tracked               # not in the file: stays as it is
/// </code>
/// The first line that fits counts; a name that no line fits is the same on both sides.</summary>
public sealed class WeightMap
{
    private const int MostBytes = 1 << 22;

    private WeightMap(string name, IReadOnlyList<WeightMapLine> lines) => (Name, Lines) = (name, lines);

    /// <summary>All names are the same on both sides.</summary>
    public static WeightMap Same { get; } = new("no map", []);

    /// <summary>What the map is called in messages.</summary>
    public string Name { get; }

    internal IReadOnlyList<WeightMapLine> Lines { get; }

    /// <summary>Reads a map from a text.</summary>
    /// <param name="text">Its lines.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="RunException">A line that is none; the message says which and why.</exception>
    public static WeightMap Parse(string text, string name = "the map")
    {
        var lines = new List<WeightMapLine>();
        int number = 0;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string said = line.Split('#', 2)[0].Trim();
            if (said.Length > 0) lines.Add(WeightMapLine.Parse(said, number, name));
        }
        return new WeightMap(name, lines);
    }

    /// <summary>Reads a map from a file.</summary>
    /// <exception cref="RunException">It is missing, or a line of it is none.</exception>
    public static WeightMap Load(string path) => Parse(System.Text.Encoding.UTF8.GetString(AtomicFile.Read(path, MostBytes)), path);

    /// <summary>The line that speaks of a name of theirs, and our name for it: empty where it is left out.</summary>
    internal (WeightMapLine? Line, string Name) ToOurs(string theirs) => Find(theirs, l => WeightMapLine.Carry(l.Theirs, l.Ours, theirs));

    /// <summary>The line that speaks of a name of ours, and their name for it: empty where the file does not have it.</summary>
    internal (WeightMapLine? Line, string Name) ToTheirs(string ours) => Find(ours, l => WeightMapLine.Carry(l.Ours, l.Theirs, ours));

    private (WeightMapLine? Line, string Name) Find(string name, Func<WeightMapLine, string?> carry)
    {
        foreach (var line in Lines)
            if (carry(line) is { } other) return (line, other);
        return (null, name);
    }
}
