using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cajal.Tests.House;

/// <summary>The linker finds nothing in the house that trimming would break. The SDK's analysers ask the same project by project, in a fifth of a build's time: <c>-p:CheckTrimming=true</c> asks them.</summary>
public sealed class TrimTests : IDisposable
{
    private static readonly string? Linker = typeof(TrimTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "Linker").Value;

    private readonly string folder = Directory.CreateTempSubdirectory("cajal-trim-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public async Task Whoever_trims_a_program_loses_nothing_of_the_house() =>
        (await WarningsAsync([.. Repository.Assemblies.Select(a => a.Location)])).ShouldBeEmpty();

    // Whether it would be seen.
    [SkippableFact]
    public async Task A_type_that_is_asked_for_by_a_name_is_seen()
    {
        string file = Path.Combine(folder, "Careless.dll");
        var tree = CSharpSyntaxTree.ParseText("public static class Careless { public static object? New(string name) => System.Activator.CreateInstance(System.Type.GetType(name)!); }");
        CSharpCompilation.Create("Careless", [tree], PlatformReferences.OfNet, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(file).Success.ShouldBeTrue();
        (await WarningsAsync([file])).ShouldContain(line => line.Contains("IL2057") && line.Contains("Careless.New"));
    }

    private async Task<string[]> WarningsAsync(string[] assemblies)
    {
        Skip.IfNot(File.Exists(Linker), "the SDK's linker was not restored here");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        // Only these are looked through; what they refer to is known by its marks.
        string[] words = [Linker!, "--action", "skip", "--trim-mode", "skip", "--singlewarn-", "-out", Path.Combine(folder, "out"),
            .. assemblies.SelectMany(a => new[] { "-a", a, "library", "--action", "link", Path.GetFileNameWithoutExtension(a) }),
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(Path.GetDirectoryName).Distinct().SelectMany(f => new[] { "-d", f! })];
        foreach (string word in words) start.ArgumentList.Add(word);
        using var linker = Process.Start(start)!;
        var (said, complained) = (linker.StandardOutput.ReadToEndAsync(), linker.StandardError.ReadToEndAsync());
        await linker.WaitForExitAsync();
        string[] lines = [.. $"{await said}\n{await complained}".Split('\n').Where(line => line.Trim().Length > 0)];
        if (linker.ExitCode != 0 && lines.Length == 0) lines = [$"the linker ended with {linker.ExitCode}"];
        return lines;
    }
}
