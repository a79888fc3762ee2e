using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cajal.Tests.House;

/// <summary>Every C# block of the README and the docs compiles and runs, each as a program of its own in an empty folder.</summary>
[Collection("alone")]
public class DocumentTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks;\n";

    public static TheoryData<string, int, string> Blocks()
    {
        var data = new TheoryData<string, int, string>();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md")).Append(Path.Combine(Repository.Root, "CONTRIBUTING.md")).Where(File.Exists))
        {
            int number = 0;
            foreach (Match match in Regex.Matches(File.ReadAllText(file), "^```csharp\\r?\\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline))
                data.Add(Path.GetRelativePath(Repository.Root, file), ++number, match.Groups[1].Value);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Code_blocks_compile_and_run(string file, int number, string code)
    {
        var assembly = Compile($"{file} block {number}", code);
        string before = Directory.GetCurrentDirectory(), folder = Directory.CreateTempSubdirectory("cajal-doc-").FullName;
        var console = Console.Out;
        try
        {
            Directory.SetCurrentDirectory(folder);
            Console.SetOut(TextWriter.Null);
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
            Directory.SetCurrentDirectory(before);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Assembly Compile(string name, string code)
    {
        // Lines of a one-file program that only the dotnet command reads.
        code = Regex.Replace(code, "^#:.*$", "", RegexOptions.Multiline);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Document" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(Usings + code, new CSharpParseOptions(LanguageVersion.Preview))], references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        string errors = string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        result.Success.ShouldBeTrue($"{name} does not compile:\n{errors}");
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}

