using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cajal.Analyzers;

/// <summary>What all rules have in common: they warn, are on, leave generated code out, and are explained on one page, which lies in the package and in the
/// repository.</summary>
public abstract class Rule : DiagnosticAnalyzer
{
    /// <summary>Key of the code fix in a diagnostic's properties, and of the name it needs.</summary>
    internal const string Fix = "fix", Name = "name";

    private protected const string Page = "docs/analysers.md", Category = "Cajal";

    private protected abstract DiagnosticDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (Vocabulary.IsKnownTo(start.Compilation)) Start(start);
        });
    }

    /// <summary>Says what it looks at, in a program that knows Cajal.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context);

    /// <summary>A finding at one place that is explained by another.</summary>
    private protected static Diagnostic Found(DiagnosticDescriptor rule, SyntaxNode place, SyntaxNode because, string? fix, string? name, params object[] words) =>
        Diagnostic.Create(rule, place.GetLocation(), [because.GetLocation()],
            ImmutableDictionary<string, string?>.Empty.Add(Fix, fix).Add(Name, name), words);
}
