namespace Cajal.Studio;

/// <summary>The lessons there are: those that came with Studio, or those of a teacher's folder.</summary>
/// <param name="folder">The folder; null for those that came with Studio.</param>
internal sealed class LessonShelf(string? folder)
{
    private const string Prefix = "lessons/";

    /// <summary>Names in their order.</summary>
    public IReadOnlyList<string> Names => [.. Files().Where(f => f.EndsWith(".en.md", StringComparison.Ordinal)).Select(f => f[..^".en.md".Length]).Order(StringComparer.Ordinal)];

    /// <summary>Titles in their order; one that cannot be read has the name of its file, and says more when it is opened.</summary>
    public IReadOnlyList<LessonTitle> Titles(string language) => [.. Names.Select(n => new LessonTitle(n, TitleOf(n, language)))];

    /// <summary>A lesson; in English where it is not told in the language; null when there is none of the name.</summary>
    /// <exception cref="FormatException">Its file cannot be read.</exception>
    public Lesson? Find(string name, string language)
    {
        if (!Names.Contains(name)) return null;
        string text = Text($"{name}.{(language == "zh" ? "zh" : "en")}.md") ?? Text($"{name}.en.md")!;
        return LessonReader.Read(name, text);
    }

    /// <summary>The text of a file; null when there is none.</summary>
    public string? Text(string file)
    {
        if (folder is not null) return File.Exists(Path.Combine(folder, file)) ? File.ReadAllText(Path.Combine(folder, file)) : null;
        using var stream = typeof(LessonShelf).Assembly.GetManifestResourceStream(Prefix + file);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private string TitleOf(string name, string language)
    {
        try
        {
            return Find(name, language)!.Title;
        }
        catch (FormatException)
        {
            return name;
        }
    }

    // Each time anew, so that a teacher sees what was changed when the page is loaded again.
    private IEnumerable<string> Files() => folder is not null ? Directory.EnumerateFiles(folder, "*.md").Select(f => Path.GetFileName(f))
        : typeof(LessonShelf).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]);
}
