namespace Cajal.Tests.House;

/// <summary>Every relative link of README, CONTRIBUTING and the docs leads to a file that is there, and to a heading that is in it.</summary>
public class LinkTests
{
    public static TheoryData<string> Documents() => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.md")).Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_resolve(string document) => Broken(Path.Combine(Repository.Root, document), File.ReadAllText(Path.Combine(Repository.Root, document))).ShouldBeEmpty();

    [Theory]
    [InlineData("[a](no-such-file.md)")]
    [InlineData("![a](no-such-figure.svg)")]
    [InlineData("[a](glossary.md#no-such-heading)")]
    [InlineData("[a](#no-such-heading)")]
    public void A_broken_link_is_noticed(string text) => Broken(Path.Combine(Repository.Root, "docs", "page.md"), "# Page\n\n" + text).ShouldHaveSingleItem();

    [Fact]
    public void Links_that_resolve_and_code_are_left_alone() =>
        Broken(Path.Combine(Repository.Root, "docs", "page.md"), "# A page (so to say)\n\n[a](#a-page-so-to-say) [b](../README.md#measured) [c](https://example.org/x)\n\n```csharp\nx[0](y);\n```\n").ShouldBeEmpty();

    [Fact]
    public void The_docs_have_the_figures_that_there_are() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "figures"), "*.svg").Select(f => Path.GetFileNameWithoutExtension(f)).Order()
            .ShouldBe(Cajal.Lectures.LectureFigure.All.Select(f => f.Name).Order());

    private static IEnumerable<string> Broken(string file, string text)
    {
        foreach (string link in MarkdownPage.RelativeLinks(text))
        {
            string[] parts = link.Split('#', 2);
            string target = parts[0].Length == 0 ? file : Path.GetFullPath(Uri.UnescapeDataString(parts[0]), Path.GetDirectoryName(file)!);
            if (parts[0].Length > 0 && !Path.Exists(target)) yield return $"{link}: there is no such file";
            else if (parts.Length == 2 && !MarkdownPage.Anchors(parts[0].Length == 0 ? text : File.ReadAllText(target)).Contains(Uri.UnescapeDataString(parts[1])))
                yield return $"{link}: the page has no such heading";
        }
    }
}
