using System.Globalization;
using System.Text.RegularExpressions;

namespace Cajal.Studio;

/// <summary>Reads a lesson's Markdown: a head between two lines of ---, an introduction, and the sections Question, Bench, Check, Formula and Code. docs/studio.md shows one.</summary>
internal static partial class LessonReader
{
    private static readonly string[] Sections = ["Question", "Bench", "Check", "Formula", "Code"];

    /// <summary>Reads it.</summary>
    /// <param name="name">Name of its file without language.</param>
    /// <param name="markdown">Its text.</param>
    /// <exception cref="FormatException">Something is missing or cannot be read; the sentence says what.</exception>
    public static Lesson Read(string name, string markdown)
    {
        string text = markdown.ReplaceLineEndings("\n");
        var head = Head().Match(text) is { Success: true } found ? found : throw Wrong(name, "begins with a head between two lines of ---");
        var fields = head.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(':', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0].Trim(), p => p[1].Trim(), StringComparer.Ordinal);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] pieces = SectionStart().Split(text[head.Length..]);
        foreach (string piece in pieces[1..]) parts[piece.Split('\n', 2)[0].Trim()] = piece.Split('\n', 2)[^1];
        foreach (string section in Sections)
            if (!parts.ContainsKey(section)) throw Wrong(name, $"has the sections {string.Join(", ", Sections)}; '## {section}' is missing");
        var bench = BenchList.Find(Field("bench")) ?? throw Wrong(name, $"names one of the benches {string.Join(", ", BenchList.All.Select(b => b.Name))}; received '{Field("bench")}'");
        var choices = Choice().Matches(parts["Question"]);
        int[] right = [.. Enumerable.Range(0, choices.Count).Where(i => choices[i].Groups[1].Value == "x")];
        if (choices.Count < 2 || right.Length != 1) throw Wrong(name, $"has at least two answers, '- [ ] …', and one of them right, '- [x] …'; it has {choices.Count} and {right.Length}");
        var code = Fence("csharp", parts["Code"]) ?? throw Wrong(name, "shows its C# lines in a block ```csharp");
        return new Lesson
        {
            Name = name,
            Title = Field("title"),
            Bench = bench.Name,
            Link = fields.GetValueOrDefault("link", ""),
            Solution = Field("solution").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2, StringSplitOptions.TrimEntries))
                .ToDictionary(p => p[0], p => p.Length == 2 ? p[1] : throw Wrong(name, "has a solution of the form 'control = value; control = value'"), StringComparer.Ordinal),
            Intro = Paragraphs(pieces[0]),
            Question = string.Join(' ', Paragraphs(parts["Question"]).TakeWhile(p => !p.StartsWith("- [", StringComparison.Ordinal))),
            Choices = [.. choices.Select(c => c.Groups[2].Value.Trim())],
            Right = right[0],
            Reason = [.. Paragraphs(parts["Question"]).Where(p => p.StartsWith("> ", StringComparison.Ordinal)).Select(p => p.Replace("> ", "", StringComparison.Ordinal))],
            Try = [.. Paragraphs(parts["Bench"]).Where(p => !p.StartsWith("- ", StringComparison.Ordinal))],
            Controls = [.. ControlLine().Matches(parts["Bench"]).Select(m => ControlOf(name, bench, m))],
            Task = [.. Paragraphs(parts["Check"]).Where(p => !p.StartsWith("```", StringComparison.Ordinal))],
            Checks = [.. CheckLine().Matches(Fence("check", parts["Check"]) ?? throw Wrong(name, "has its conditions in a block ```check"))
                .Select(m => new LessonCheck(m.Groups[1].Value, m.Groups[2].Value, double.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture)))],
            Formula = Fence("formula", parts["Formula"]) ?? throw Wrong(name, "has its formula in a block ```formula"),
            FormulaSays = [.. Paragraphs(parts["Formula"]).Where(p => !p.StartsWith("```", StringComparison.Ordinal))],
            Code = code,
            Printed = Fence("text", parts["Code"]) ?? throw Wrong(name, "shows what its lines print in a block ```text"),
        };

        string Field(string field) => fields.GetValueOrDefault(field) ?? throw Wrong(name, $"says '{field}: …' in its head");
    }

    // - w1 = 1 [-3, 3] step 0.1 {relu = ReLU; tanh = tanh}: Weight w₁ — what it does
    private static LessonControl ControlOf(string lesson, LessonBench bench, Match line)
    {
        var control = bench.Controls.FirstOrDefault(c => c.Name == line.Groups["name"].Value)
            ?? throw Wrong(lesson, $"shows controls of the bench '{bench.Name}': {string.Join(", ", bench.Controls.Select(c => c.Name))}; received '{line.Groups["name"].Value}'");
        if (line.Groups["low"].Success)
            control = control with { Least = Math.Max(control.Least, Number(line.Groups["low"].Value)), Most = Math.Min(control.Most, Number(line.Groups["high"].Value)) };
        if (line.Groups["step"].Success) control = control with { Step = Number(line.Groups["step"].Value) };
        IReadOnlyList<string>? labels = null;
        if (line.Groups["options"].Success)
        {
            string[][] options = [.. line.Groups["options"].Value.Split(';').Select(o => o.Split('=', 2, StringSplitOptions.TrimEntries))];
            string? strange = options.Select(o => o[0]).FirstOrDefault(o => !control.Options!.Contains(o));
            if (strange is not null) throw Wrong(lesson, $"offers for '{control.Name}' some of {string.Join(", ", control.Options!)}; received '{strange}'");
            labels = [.. options.Select(o => o[^1])];
            control = control with { Options = [.. options.Select(o => o[0])], Start = options[0][0] };
        }
        if (line.Groups["start"].Success) control = control with { Start = line.Groups["start"].Value.Trim() };
        if (control.Refuses(control.Start) is { } reason) throw Wrong(lesson, $"starts its controls inside their bounds: {reason}");
        return new LessonControl(control, line.Groups["label"].Value.Trim(), line.Groups["help"].Value.Trim(), labels);
        double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Wrong(lesson, $"writes bounds as numbers; received '{text}'");
    }

    // Paragraphs are parted by empty lines; a line break inside of one is a blank, except in lists and blocks.
    private static IReadOnlyList<string> Paragraphs(string text) =>
        [.. ParagraphEnd().Split(text.Trim('\n')).Select(p => p.Trim()).Where(p => p.Length > 0).Select(p => p[0] is '-' or '`' ? p : p.Replace('\n', ' '))];

    private static string? Fence(string language, string text) => Regex.Match(text, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline) is { Success: true } m ? m.Groups[1].Value.TrimEnd('\n') : null;

    private static FormatException Wrong(string lesson, string what) => new($"A lesson {what} (lesson {lesson}).");

    [GeneratedRegex(@"\A---\n(.*?)\n---\n", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"^- \[([ x])\] (.+)$", RegexOptions.Multiline)]
    private static partial Regex Choice();

    [GeneratedRegex(@"^- (?<name>\w+)(?: = (?<start>[^\[\{:]+?))?(?: \[(?<low>[^,\]]+), (?<high>[^\]]+)\])?(?: step (?<step>\S+?))?(?: \{(?<options>[^}]+)\})?: (?<label>.+?)(?: — (?<help>.+))?$", RegexOptions.Multiline)]
    private static partial Regex ControlLine();

    [GeneratedRegex(@"^(\w+) (<=|<|>=|>) (-?[0-9.e-]+)$", RegexOptions.Multiline)]
    private static partial Regex CheckLine();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex ParagraphEnd();
}
