using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Cajal.Tests.House;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cajal.Tests.CSharp;

/// <summary>A program that was written, compiled against .NET alone.</summary>
internal sealed class WrittenProgram
{
    private readonly MethodInfo predict, describe;
    private readonly MethodInfo? read;

    public WrittenProgram(string text)
    {
        // A line of a one-file program that only the dotnet command reads.
        var tree = CSharpSyntaxTree.ParseText(Regex.Replace(text, "^#:.*$", "", RegexOptions.Multiline), new CSharpParseOptions(LanguageVersion.Latest));
        var compilation = CSharpCompilation.Create("Written" + Guid.NewGuid().ToString("N"), [tree], PlatformReferences.OfNet,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        string wrong = string.Join("\n", result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
        if (wrong.Length > 0) throw new InvalidOperationException(wrong);
        image.Position = 0;
        var network = AssemblyLoadContext.Default.LoadFromStream(image).GetType("Network")!;
        (predict, read, describe) = (network.GetMethod("Predict")!, network.GetMethod("Read", [typeof(string)]), network.GetMethod("Describe")!);
    }

    /// <summary>Answers for one example, an array for each input; an array for each output.</summary>
    public Array[] Predict(params Array[] inputs) => predict.Invoke(null, inputs) switch
    {
        Array only => [only],
        ITuple several => [.. Enumerable.Range(0, several.Length).Select(i => (Array)several[i]!)],
        var other => throw new InvalidOperationException($"{other}"),
    };

    /// <summary>What it says to a row.</summary>
    public string Say(string row) => (string)describe.Invoke(null, [predict.Invoke(null, [read!.Invoke(null, [row])])])!;

    /// <summary>Predict as a function, to be timed.</summary>
    public Func<float[], float[]> AsFunction() => predict.CreateDelegate<Func<float[], float[]>>();
}
