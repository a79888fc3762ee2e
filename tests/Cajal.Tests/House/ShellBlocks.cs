using System.Text.RegularExpressions;

namespace Cajal.Tests.House;

/// <summary>The shell blocks of a document, as lines: comments and blank lines left out, lines that end with a backslash joined.</summary>
internal static partial class ShellBlocks
{
    private static readonly string[] Languages = ["sh", "bash", "shell", "console", "zsh", "powershell"];

    public static IEnumerable<string[]> Of(string markdown)
    {
        foreach (Match match in Fence().Matches(markdown))
        {
            if (!Languages.Contains(match.Groups[1].Value)) continue;
            string joined = Regex.Replace(match.Groups[2].Value, "\\\\\\r?\\n", " ");
            yield return [.. joined.Split('\n').Select(l => Comment().Replace(l, "").Trim()).Where(l => l.Length > 0)];
        }
    }

    [GeneratedRegex("^```([a-z]*)[^\\n]*\\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("(^|\\s)#\\s.*$")]
    private static partial Regex Comment();
}
