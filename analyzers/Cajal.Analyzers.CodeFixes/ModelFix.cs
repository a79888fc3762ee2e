using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cajal.Analyzers;

/// <summary>Gives an optimizer the parameters of the model that is trained (CAJ007).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ModelFix : Fix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [OptimizerOfAnother.Id];

    private protected override (string Title, SyntaxNode Changed)? Change(Diagnostic diagnostic, SyntaxNode root, SyntaxNode place, SyntaxNode because, SemanticModel model)
    {
        if (diagnostic.Properties[Rule.Name] is not { } trained || place is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Expression: IdentifierNameSyntax other }) return null;
        // The trained model may be made only after the optimizer; then the line would not compile.
        if (!model.LookupSymbols(place.SpanStart, name: trained).Any(s => s is not ILocalSymbol || s.Locations[0].SourceSpan.Start < place.SpanStart)) return null;
        return ($"Use the parameters of {trained}", root.ReplaceNode(other, SyntaxFactory.IdentifierName(trained).WithTriviaFrom(other)));
    }
}
