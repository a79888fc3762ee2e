using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Cajal.Outside.Tests;

/// <summary>Every example runs and prints what examples/README.md says it prints. There "…" stands for anything; alone on a line, for any lines. After the packages are made,
/// since both build the same projects.</summary>
[Collection("feed")]
public class ExampleTests(ITestOutputHelper output)
{
    private static string Folder => Path.Combine(Feed.Root, "examples");

    private static IEnumerable<string> Examples => Directory.GetFiles(Folder, "*.cs").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Names() => [.. Examples];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_runs_and_prints_what_the_list_says(string name)
    {
        string printed = Trimmed(await Printed(name)), listed = Listed(File.ReadAllText(Path.Combine(Folder, "README.md")), name);
        Pattern(listed).IsMatch(printed).ShouldBeTrue($"{name} prints something else than stands in examples/README.md. It prints\n{printed}\n\nthe list says\n{listed}");
    }

    [Fact]
    public void No_example_is_listed_that_is_not_there() =>
        Regex.Matches(File.ReadAllText(Path.Combine(Folder, "README.md")), "^## ([^ \n]+)", RegexOptions.Multiline).Select(m => m.Groups[1].Value)
            .ShouldBe(Examples);

    [Theory]
    [InlineData("a\nb 1 c", "a\nb … c", true)]
    [InlineData("a\nb 1 c", "a\nb … d", false)]
    [InlineData("a\nx\ny\nc", "a\n…\nc", true)]
    [InlineData("a\nc", "a\n…\nc", true)]
    [InlineData("a\nx\nc", "a\nc", false)]
    [InlineData("b a\nc", "a\nc", false)]
    [InlineData("a\nx\ny", "a\n…", true)]
    public void Left_out_lines_and_words_are_anything(string printed, string listed, bool expected) => Pattern(listed).IsMatch(printed).ShouldBe(expected);

    // Continuous integration has run them already, two at a time, and kept what they print.
    private async Task<string> Printed(string name)
    {
        if (Environment.GetEnvironmentVariable("CAJAL_EXAMPLES_PRINTED") is { Length: > 0 } kept) return await File.ReadAllTextAsync(Path.Combine(kept, name + ".txt"));
        var answer = await Tool.Run(Feed.Root, "dotnet", "run", "-c", "Release", $"examples/{name}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {answer.Took.TotalSeconds:0.0} s"));
        answer.Code.ShouldBe(0, answer.ToString());
        return answer.Output;
    }

    private static string Listed(string readme, string name)
    {
        string section = readme.ReplaceLineEndings("\n").Split("\n## ").FirstOrDefault(part => part.StartsWith(name + "\n", StringComparison.Ordinal)) ?? "";
        var block = Regex.Match(section, "^```text\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline);
        block.Success.ShouldBeTrue($"examples/README.md has no section \"## {name}\" with a block of what it prints");
        string text = Trimmed(block.Groups[1].Value);
        Regex.IsMatch(text, "[^\\s…]").ShouldBeTrue($"the block of {name} says nothing");
        return text;
    }

    private static Regex Pattern(string listed)
    {
        string lines = string.Join('\n', listed.Split('\n').Select(line => line == "…" ? "…" : Regex.Escape(line).Replace("…", "[^\n]*", StringComparison.Ordinal)));
        // A line of its own takes its line end with it, so that it may also stand for no line at all.
        string pattern = lines.Replace("\n…\n", "\n(?:[^\n]*\n)*", StringComparison.Ordinal);
        pattern = Regex.Replace(Regex.Replace(pattern, "\n…$", "(?:\n[^\n]*)*"), "^…\n", "(?:[^\n]*\n)*");
        return new Regex($"\\A{pattern}\\z");
    }

    // Without blanks at the ends of lines and lines at the end, which editors take away.
    private static string Trimmed(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).Trim('\n');
}
