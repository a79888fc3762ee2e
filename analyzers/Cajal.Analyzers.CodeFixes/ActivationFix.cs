using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cajal.Analyzers;

/// <summary>Puts a ReLU between two linear layers (CAJ002): the usual choice for hidden layers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ActivationFix : Fix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [LinearOnLinear.Id];

    private protected override (string Title, SyntaxNode Changed)? Change(Diagnostic diagnostic, SyntaxNode root, SyntaxNode place, SyntaxNode because, SemanticModel model)
    {
        const string title = "Put a ReLU between";
        if (Siblings.Of(place) is { } layers) return (title, layers.WithBefore(root, SyntaxFactory.ParseExpression("Activation.Relu")));
        return because is InvocationExpressionSyntax first ? (title, root.ReplaceNode(first, Called(first, "Relu"))) : null;
    }
}
