using System.Globalization;
using System.Text.RegularExpressions;

namespace Cajal.Tests.House;

/// <summary>What the tests of documents read from Markdown: sections, fenced blocks, links and the anchors of headings.</summary>
internal static partial class MarkdownPage
{
    /// <summary>The fenced blocks, the language first.</summary>
    public static IEnumerable<(string Language, string Text)> Fences(string markdown) =>
        Fence().Matches(markdown.ReplaceLineEndings("\n")).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    /// <summary>The sections of the second level: heading without its marks, and all that stands under it.</summary>
    public static IEnumerable<(string Heading, string Text)> Sections(string markdown)
    {
        foreach (string part in SectionStart().Split(WithFencesBlank(markdown, keep: true)).Skip(1))
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            yield return (part[..end].Trim(), part[end..]);
        }
    }

    /// <summary>The targets of links and pictures that lead to files of the repository.</summary>
    public static IEnumerable<string> RelativeLinks(string markdown) =>
        Link().Matches(WithFencesBlank(markdown)).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The anchors that its headings make, as GitHub does: small letters, blanks as hyphens, other signs left out; a second one of a name gets "-1".</summary>
    public static IReadOnlySet<string> Anchors(string markdown)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(WithFencesBlank(markdown)))
        {
            string text = LinkText().Replace(heading.Groups[1].Value.Trim(), "$1").ToLower(CultureInfo.InvariantCulture);
            string name = string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');
            for (int i = 0; !anchors.Add(i == 0 ? name : $"{name}-{i}"); i++) { }
        }
        return anchors;
    }

    // Code is no Markdown: its signs make no links and no headings.
    private static string WithFencesBlank(string markdown, bool keep = false) => Fence().Replace(markdown.ReplaceLineEndings("\n"),
        m => keep ? m.Value.Replace("\n## ", "\n ## ", StringComparison.Ordinal) : new string('\n', m.Value.Count(c => c == '\n')));

    [GeneratedRegex("^```([a-z]*)[^\\n]*\\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex("\\]\\(([^)\\s]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("\\[([^\\]]*)\\]\\([^)]*\\)")]
    private static partial Regex LinkText();
}
