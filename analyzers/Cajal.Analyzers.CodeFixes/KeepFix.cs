using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cajal.Analyzers;

/// <summary>Takes a tensor along when its tape ends (CAJ006): <c>.Keep()</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class KeepFix : Fix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [AfterTheTape.Id];

    private protected override (string Title, SyntaxNode Changed)? Change(Diagnostic diagnostic, SyntaxNode root, SyntaxNode place, SyntaxNode because, SemanticModel model) =>
        diagnostic.Properties[Rule.Fix] == "keep" && because is ExpressionSyntax value ? ("Keep the tensor", root.ReplaceNode(value, Called(value, "Keep"))) : null;
}
