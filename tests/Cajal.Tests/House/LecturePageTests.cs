using System.Text.RegularExpressions;

namespace Cajal.Tests.House;

/// <summary>The lecture companion keeps its word: each concept (a numbered section) has its formula, the file that is it, and a program of at most ten lines or a command; slips
/// name tests that are there; a Chinese page has the concepts and the blocks of the English one.</summary>
public class LecturePageTests
{
    private const int MostLines = 10, Widest = 150;

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "lectures");

    public static TheoryData<string> Pages() => [.. Directory.EnumerateFiles(Folder, "*.md").Select(f => Path.GetFileName(f)).Where(f => f != "README.md")];

    public static TheoryData<string> ChinesePages() => [.. Directory.EnumerateFiles(Folder, "*.zh.md").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_concept_has_its_formula_its_file_and_something_to_run(string page)
    {
        string text = File.ReadAllText(Path.Combine(Folder, page));
        Concepts(text).Count().ShouldBeGreaterThan(8);
        Lacking(text).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Tests_that_a_page_names_are_there(string page)
    {
        string[] methods = [.. typeof(LecturePageTests).Assembly.GetTypes().Where(t => t.Namespace == "Cajal.Tests.Lectures").SelectMany(t => t.GetMethods()).Select(m => m.Name)];
        foreach (Match named in Regex.Matches(File.ReadAllText(Path.Combine(Folder, page)), "`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`"))
            methods.ShouldContain(m => m == named.Groups[1].Value || m.StartsWith(named.Groups[1].Value + "_", StringComparison.Ordinal), named.Value);
    }

    [Theory]
    [MemberData(nameof(ChinesePages))]
    public void A_chinese_page_has_the_concepts_and_the_blocks_of_the_english_one(string page)
    {
        string chinese = File.ReadAllText(Path.Combine(Folder, page)), english = File.ReadAllText(Path.Combine(Folder, page.Replace(".zh.md", ".md", StringComparison.Ordinal)));
        MarkdownPage.Fences(chinese).ShouldBe(MarkdownPage.Fences(english));
        Numbers(chinese).ShouldBe(Numbers(english));
        SourceLinks(chinese).Distinct().Order().ShouldBe(SourceLinks(english).Distinct().Order());
        static IEnumerable<string> Numbers(string text) => Concepts(text).Select(c => Regex.Match(c.Heading, "^[0-9]+").Value);
        static IEnumerable<string> SourceLinks(string text) => MarkdownPage.RelativeLinks(text).Where(l => l.EndsWith(".cs", StringComparison.Ordinal));
    }

    [Fact]
    public void The_index_names_every_page()
    {
        string[] named = [.. MarkdownPage.RelativeLinks(File.ReadAllText(Path.Combine(Folder, "README.md")))];
        foreach (string page in Directory.EnumerateFiles(Folder, "*.md").Select(f => Path.GetFileName(f)).Where(f => f != "README.md")) named.ShouldContain(page);
    }

    [Theory]
    [InlineData("the formula", "[a](a.cs)\n\n```sh\ncajal data\n```\n")]
    [InlineData("a source file", "$$x$$\n\n[a](a.md)\n\n```sh\ncajal data\n```\n")]
    [InlineData("a program or command", "$$x$$ [a](a.cs)\n\n```text\nx\n```\n")]
    [InlineData("lines", "$$x$$ [a](a.cs)\n\n```csharp\na;\nb;\nc;\nd;\ne;\nf;\ng;\nh;\ni;\nj;\nk;\n```\n")]
    public void What_a_concept_lacks_is_noticed(string what, string text) => Lacking("# Page\n\n## 1. Concept\n\n" + text).ShouldHaveSingleItem().ShouldContain(what);

    private static IEnumerable<(string Heading, string Text)> Concepts(string text) => MarkdownPage.Sections(text).Where(s => char.IsAsciiDigit(s.Heading[0]));

    private static IEnumerable<string> Lacking(string text)
    {
        foreach (var (heading, section) in Concepts(text))
        {
            var fences = MarkdownPage.Fences(section).ToArray();
            if (!section.Contains("$$", StringComparison.Ordinal)) yield return $"{heading}: the formula is missing";
            if (!MarkdownPage.RelativeLinks(section).Any(l => l.EndsWith(".cs", StringComparison.Ordinal))) yield return $"{heading}: a source file is missing";
            if (!fences.Any(f => f.Language is "csharp" or "sh")) yield return $"{heading}: a program or command is missing";
            foreach (var (_, code) in fences.Where(f => f.Language == "csharp"))
                if (Told(code) is { } wrong) yield return $"{heading}: {wrong}";
        }
    }

    // Usings and braces that stand alone say nothing and are not counted.
    private static string? Told(string code)
    {
        string[] lines = code.Split('\n');
        int told = lines.Count(l => l.Trim().Length > 1 && !l.StartsWith("using Cajal", StringComparison.Ordinal)), widest = lines.Max(l => l.Length);
        return told > MostLines ? $"a program has {told} lines, at most {MostLines} are allowed" : widest > Widest ? $"a line of {widest} signs is wider than {Widest}" : null;
    }
}
