namespace Cajal.AspNetCore;

/// <summary>What tells versions of a model's files apart: their names, sizes and times.</summary>
/// <param name="Text">All of them; empty where there are none.</param>
internal readonly record struct FileStamp(string Text)
{
    private static readonly string[] Files = ["", "model.json", "preprocessing.json", "weights.safetensors", "summary.json", "latest.json"];

    /// <summary>Of a file, or of a folder and those of its folders that hold a model.</summary>
    public static FileStamp Of(string path)
    {
        var parts = new List<string>();
        foreach (string folder in new[] { path, Path.Combine(path, "model"), Path.Combine(path, "checkpoints") })
            foreach (string name in Files)
            {
                var file = new FileInfo(name.Length == 0 ? folder : Path.Combine(folder, name));
                // Of folders only the files in them: reading one changes nothing, and writing another is of no interest.
                if (file.Exists) parts.Add(FormattableString.Invariant($"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
            }
        return new FileStamp(string.Join('\n', parts));
    }
}
