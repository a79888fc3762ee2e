using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Cajal.Analyzers.Tests;

/// <summary>The rules on the house itself. (All its projects are read by them in every build; see Directory.Build.targets.)</summary>
public partial class HouseTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string, string> Programs()
    {
        var data = new TheoryData<string, string>();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Root, "examples"), "*.cs")) data.Add(Path.GetFileName(file), File.ReadAllText(file));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Root, "*.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "apps", "Cajal.Studio", "Lessons", "Texts"), "*.md")))
        {
            int number = 0;
            foreach (Match block in Right().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
                if (number++ >= 0 && seen.Add(block.Groups[1].Value)) data.Add($"{Path.GetRelativePath(Root, file)} block {number}", block.Groups[1].Value);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Examples_and_documents_are_healthy(string name, string code) =>
        (await Program.FindingsOf(Usings + (code.Contains("#:sdk Microsoft.NET.Sdk.Web", StringComparison.Ordinal) ? WebUsings : "") + DotnetLine().Replace(code, ""))).ShouldBeEmpty(name);

    public static TheoryData<string, string> WrongBlocks()
    {
        var data = new TheoryData<string, string>();
        foreach (Match block in Wrong().Matches(Page)) data.Add(block.Groups[1].Value, block.Groups[2].Value);
        return data;
    }

    [Theory]
    [MemberData(nameof(WrongBlocks))]
    public async Task What_the_page_calls_wrong_is_found(string id, string code) =>
        (await Program.FindingsOf(Usings + code)).ShouldHaveSingleItem(code).Id.ShouldBe(id);

    [Fact]
    public void Each_rule_is_explained_on_the_page_it_links_to()
    {
        foreach (var rule in Program.Descriptors)
        {
            string anchor = rule.HelpLinkUri.Split('#')[1];
            Page.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal))
                .Select(l => Regex.Replace(l[3..].ToLowerInvariant(), "[^a-z0-9 -]", "").Replace(' ', '-')).ShouldContain(anchor);
            Page.ShouldContain($"```csharp {rule.Id}\n");
            rule.DefaultSeverity.ShouldBe(DiagnosticSeverity.Warning);
        }
    }

    private const string Usings = "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Net.Http; using System.Threading; using System.Threading.Tasks;\n";

    // What the SDK for the web adds.
    private const string WebUsings = "using System.Net.Http.Json; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Hosting; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Routing; "
        + "using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using Microsoft.Extensions.Logging;\n";

    private static string Page => File.ReadAllText(Path.Combine(Root, "docs", "analysers.md")).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Cajal.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run inside the repository, and Cajal.slnx was not found above " + AppContext.BaseDirectory);
    }

    [GeneratedRegex("^```csharp\\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Right();

    [GeneratedRegex("^```csharp (CAJ[0-9]+)\\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Wrong();

    // Lines of a one-file program that only the dotnet command reads.
    [GeneratedRegex("^#:.*$", RegexOptions.Multiline)]
    private static partial Regex DotnetLine();
}
