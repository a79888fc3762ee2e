namespace Cajal.Data;

/// <summary>A file of pictures and the file of their labels, told apart by their names: "images" against "labels", "idx3" against
/// "idx1".</summary>
internal sealed class IdxPair(string images, string? labels)
{
    public string Images => images;

    public string? Labels => labels;

    /// <summary>The pair that a file of pictures belongs to; without labels where no such file lies beside it.</summary>
    public static IdxPair Of(string images) =>
        new(images, Beside(images, name => name.Replace("images", "labels").Replace("idx3", "idx1")));

    /// <summary>The test pair that goes with a training pair ("train" against "t10k" or "test"), or null.</summary>
    public IdxPair? TestPair()
    {
        string? images = Beside(Images, name => name.Replace("train", "t10k")) ?? Beside(Images, name => name.Replace("train", "test"));
        return images is null ? null : Of(images);
    }

    /// <summary>The training pair in a folder, or null when it holds none.</summary>
    /// <exception cref="DatasetException">Several training pairs.</exception>
    public static IdxPair? InFolder(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        string[] found =
        [
            .. Directory.EnumerateFiles(folder)
                .Where(file => Path.GetFileName(file) is var n && n.Contains("train") && n.Contains("images") && n.Contains("idx"))
                .GroupBy(Plain).Select(files => files.Min(StringComparer.Ordinal)!).Order(StringComparer.Ordinal),
        ];
        return found.Length switch
        {
            0 => null,
            1 => Of(found[0]),
            _ => throw new DatasetException($"'{folder}' holds several sets "
                + $"({string.Join(", ", found.Select(Path.GetFileName))}); give the path of one of these files."),
        };
    }

    private static string? Beside(string file, Func<string, string> rename)
    {
        string name = Path.GetFileName(file), other = rename(name);
        if (other == name) return null;
        string path = Path.Combine(Path.GetDirectoryName(file) ?? "", other);
        // The partner may be packed where this one is not, and the other way round.
        return new[] { path, Plain(path), Plain(path) + ".gz" }.FirstOrDefault(File.Exists);
    }

    private static string Plain(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
}
