using System.Text.RegularExpressions;

namespace Cajal.CSharp;

/// <summary>The functions of programs: files of this project, which come along as text.</summary>
internal static partial class HelperLibrary
{
    private static readonly string[] Own = ["Network", "Predict", "Read", "Stored", "Weights", "Describe", "Example", "Number", "Word"];

    private static readonly SortedDictionary<string, string> All = Load();

    /// <summary>Whether a field may not be called so.</summary>
    public static bool IsTaken(string name) => All.ContainsKey(name) || Own.Contains(name);

    /// <summary>The functions that a text calls, and those that they call, in the order of their names.</summary>
    public static IReadOnlyList<string> For(string text)
    {
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([text]);
        while (open.TryDequeue(out string? next))
            foreach (Match word in Words().Matches(next))
                if (All.TryGetValue(word.Value, out string? source) && needed.Add(word.Value)) open.Enqueue(source);
        return [.. needed.Select(n => All[n])];
    }

    // What stands between the first and the last bracket of a file.
    private static SortedDictionary<string, string> Load()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(HelperLibrary).Assembly;
        foreach (string name in assembly.GetManifestResourceNames())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            string text = reader.ReadToEnd().ReplaceLineEndings("\n");
            int from = text.IndexOf("\n{\n", StringComparison.Ordinal) + 3, to = text.LastIndexOf("\n}", StringComparison.Ordinal);
            all.Add(name, text[from..to]);
        }
        return all;
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Words();
}
