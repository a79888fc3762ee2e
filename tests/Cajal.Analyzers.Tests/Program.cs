using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cajal.Analyzers.Tests;

/// <summary>A program of a user, as the compiler and an editor with the analysers see it.</summary>
internal static class Program
{
    /// <summary>What stands before the lines a test is about.</summary>
    public const string Start = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks;
        using Cajal; using Cajal.Data; using Cajal.Networks; using Cajal.Training;
        var rng = new Rng(seed: 1);
        Tensor x = Tensor.Ones([4, 2]), labels = Tensor.From([0, 1, 1, 0]), truth = Tensor.Zeros([4, 1]), classes = Tensor.Zeros([4, 3]);

        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules =
        [new SoftmaxTwice(), new LinearOnLinear(), new LossMisfit(), new DropoutOnOutput(), new Unregistered(), new AfterTheTape(), new OptimizerOfAnother(), new RowOfTable()];

    private static readonly CodeFixProvider[] Fixes = [new OutputFix(), new ActivationFix(), new RegisterFix(), new KeepFix(), new ModelFix()];

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    public static IEnumerable<DiagnosticDescriptor> Descriptors => Rules.SelectMany(r => r.SupportedDiagnostics);

    /// <summary>The findings in some lines that follow <see cref="Start"/>.</summary>
    public static Task<ImmutableArray<Diagnostic>> FindingsIn(string lines) => FindingsOf(Start + lines);

    /// <summary>The findings in a whole program. It must compile.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FindingsOf(string code)
    {
        using var workspace = new AdhocWorkspace();
        return await FindingsOf(Open(workspace, code));
    }

    /// <summary>The lines after the fix of their first finding; null when there is no fix for it.</summary>
    public static async Task<string?> Fixed(string lines)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, Start + lines);
        var finding = (await FindingsOf(document)).First();
        CodeAction? action = null;
        foreach (var fix in Fixes.Where(f => f.FixableDiagnosticIds.Contains(finding.Id)))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (a, _) => action ??= a, CancellationToken.None));
        if (action is null) return null;
        var change = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        var changed = change.ChangedSolution.GetDocument(document.Id)!;
        await FindingsOf(changed);
        return (await changed.GetTextAsync()).ToString()[Start.Length..];
    }

    private static async Task<ImmutableArray<Diagnostic>> FindingsOf(Document document)
    {
        var compilation = WithRows((await document.Project.GetCompilationAsync())!);
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty((await document.GetTextAsync()).ToString());
        // What goes wrong inside a rule is a diagnostic of its own, AD0001, and no finding of ours.
        var all = await compilation.WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync();
        all.Where(d => !d.Id.StartsWith("CAJ", StringComparison.Ordinal)).ShouldBeEmpty();
        return [.. all.OrderBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>The program with what is generated for its rows.</summary>
    internal static Compilation WithRows(Compilation program)
    {
        CSharpGeneratorDriver.Create([new RowGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14))
            .RunGeneratorsAndUpdateCompilation(program, out var whole, out _);
        return whole;
    }

    /// <summary>A program as the compiler sees it, strict about nullability.</summary>
    internal static async Task<Compilation> Compiled(string code)
    {
        using var workspace = new AdhocWorkspace();
        return (await Open(workspace, code).Project.GetCompilationAsync())!;
    }

    private static Document Open(AdhocWorkspace workspace, string code)
    {
        var info = ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Program", "Program", LanguageNames.CSharp, metadataReferences: References,
            compilationOptions: new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14));
        return workspace.AddDocument(workspace.AddProject(info).Id, "Program.cs", Microsoft.CodeAnalysis.Text.SourceText.From(code));
    }
}
