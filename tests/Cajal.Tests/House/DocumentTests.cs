using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cajal.Tests.House;

/// <summary>Every C# block of the README, the docs and the lessons compiles and runs, each as a program of its own in an empty folder; what a text block right below it says is what it
/// prints. A block that stands in several documents is run once.</summary>
[Collection("alone")]
public class DocumentTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks;\n";

    public static TheoryData<string, int, string, string?> Blocks()
    {
        var data = new TheoryData<string, int, string, string?>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md")).Append(Path.Combine(Repository.Root, "CONTRIBUTING.md")).Where(File.Exists)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "apps", "Cajal.Studio", "Lessons", "Texts"), "*.md").Order()))
        {
            int number = 0;
            foreach (var (code, output) in BlocksOf(File.ReadAllText(file)))
            {
                number++;
                if (seen.Add(code + output)) data.Add(Path.GetRelativePath(Repository.Root, file), number, code, output);
            }
        }
        return data;
    }

    [Fact]
    public void A_text_block_belongs_to_the_program_right_above_it() =>
        BlocksOf("```csharp\nA();\n```\n\n```text\n1\n2\n```\n\n```csharp\nB();\n```\n\nsays\n\n```text\n3\n```\n").ShouldBe([("A();\n", "1\n2"), ("B();\n", null)]);

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Code_blocks_compile_and_run(string file, int number, string code, string? output)
    {
        var assembly = Compile($"{file} block {number}", code);
        string before = Directory.GetCurrentDirectory(), folder = Directory.CreateTempSubdirectory("cajal-doc-").FullName;
        var console = Console.Out;
        var culture = CultureInfo.CurrentCulture;
        var printed = new StringWriter { NewLine = "\n" };
        try
        {
            Directory.SetCurrentDirectory(folder);
            Console.SetOut(printed);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var main = assembly.EntryPoint!;
            if (main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]) is Task task) await task;
        }
        catch (TargetInvocationException error)
        {
            throw new InvalidOperationException($"{file} block {number} failed: {error.InnerException!.Message}", error.InnerException);
        }
        finally
        {
            Console.SetOut(console);
            CultureInfo.CurrentCulture = culture;
            Directory.SetCurrentDirectory(before);
            Directory.Delete(folder, recursive: true);
        }
        if (output is not null) Trimmed(printed.ToString()).ShouldBe(output, $"{file} block {number} prints something else than stands below it");
    }

    private static IEnumerable<(string Code, string? Output)> BlocksOf(string markdown) =>
        Regex.Matches(markdown.ReplaceLineEndings("\n"), "^```csharp\\n(.*?)^```(?:\\n\\n```text\\n(.*?)^```)?", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Success ? Trimmed(m.Groups[2].Value) : null));

    // Without blanks at the ends of lines and lines at the end, which editors take away.
    private static string Trimmed(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).TrimEnd('\n');

    private static Assembly Compile(string name, string code)
    {
        // Lines of a one-file program that only the dotnet command reads.
        code = Regex.Replace(code, "^#:.*$", "", RegexOptions.Multiline);
        var compilation = CSharpCompilation.Create("Document" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(Usings + code, new CSharpParseOptions(LanguageVersion.Preview))], PlatformReferences.All,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        // Rows of tables get their columns written, as in every program that refers to Cajal.
        CSharpGeneratorDriver.Create([new Analyzers.RowGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.Preview))
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);
        using var image = new MemoryStream();
        var result = whole.Emit(image);
        string errors = string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        result.Success.ShouldBeTrue($"{name} does not compile:\n{errors}");
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}

