using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cajal.Analyzers;

/// <summary>Makes output and loss fit (CAJ001, CAJ003, CAJ004): the last step is left out, moved or renamed, or the loss is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OutputFix : Fix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [SoftmaxTwice.Id, LossMisfit.Id, DropoutOnOutput.Id];

    private protected override (string Title, SyntaxNode Changed)? Change(Diagnostic diagnostic, SyntaxNode root, SyntaxNode place, SyntaxNode because, SemanticModel model)
    {
        diagnostic.Properties.TryGetValue(Rule.Name, out string? name);
        return diagnostic.Properties.TryGetValue(Rule.Fix, out string? fix) ? fix switch
        {
            "loss" => RenameLoss(root, place, name!),
            "step" => RenameStep(root, place, because, name!),
            "remove" when diagnostic.Id == DropoutOnOutput.Id && Siblings.Of(because) is { } layers && layers.Earlier(root) is { } moved => ("Move the dropout in front of the last layer", moved),
            "remove" => Remove(root, place, because, model) is { } changed ? ($"Leave {Step(because)} out", changed) : null,
            _ => null,
        } : null;
    }

    // The third argument of the losses differs.
    private static (string, SyntaxNode)? RenameLoss(SyntaxNode root, SyntaxNode place, string name) =>
        place is IdentifierNameSyntax { Identifier.ValueText: not "Of", Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } } old
            && call.ArgumentList.Arguments.Skip(2).All(a => a.NameColon is not null)
            ? ($"Use {name}", root.ReplaceNode(old, SyntaxFactory.IdentifierName(name).WithTriviaFrom(old))) : null;

    private static (string, SyntaxNode)? RenameStep(SyntaxNode root, SyntaxNode place, SyntaxNode step, string name)
    {
        if (step is InvocationExpressionSyntax call && (!IsOnlyFor(step, place) || (name == "Sigmoid" && call.ArgumentList.Arguments.Count > 0))) return null;
        return (step is InvocationExpressionSyntax { Expression: var called } ? called : step) is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax old }
            && old.Identifier.ValueText != "Parse" ? ($"Use {name}", root.ReplaceNode(old, SyntaxFactory.IdentifierName(name).WithTriviaFrom(old))) : null;
    }

    private static SyntaxNode? Remove(SyntaxNode root, SyntaxNode place, SyntaxNode step, SemanticModel model)
    {
        if (Siblings.Of(step) is { } layers) return layers.Without(root);
        // layer.Forward(x) → x
        if (step is ExpressionSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Forward", Parent: InvocationExpressionSyntax forward } } && IsOnlyFor(forward, place))
            return root.ReplaceNode(forward, Operand(forward.ArgumentList.Arguments[0].Expression).WithTriviaFrom(forward));
        // x.Softmax() → x, SoftmaxOnTensor.Softmax(x) → x
        if (step is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call || !IsOnlyFor(call, place)) return null;
        var input = model.GetSymbolInfo(access.Expression).Symbol is ITypeSymbol ? Operand(call.ArgumentList.Arguments[0].Expression) : access.Expression;
        return root.ReplaceNode(call, input.WithTriviaFrom(call));
    }

    // A step that stands in front of the loss, or in a variable that nothing else reads.
    private static bool IsOnlyFor(SyntaxNode step, SyntaxNode place)
    {
        if (place.Ancestors().Contains(step.Parent) && step.FirstAncestorOrSelf<StatementSyntax>() == place.FirstAncestorOrSelf<StatementSyntax>()) return true;
        if (step.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { } variable) return false;
        var body = variable.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax ? member : step.SyntaxTree.GetRoot();
        return body.DescendantNodes().OfType<IdentifierNameSyntax>().Count(n => n.Identifier.ValueText == variable.Identifier.ValueText) == 1;
    }

    private static string Step(SyntaxNode step) => step switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } => call.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        ObjectCreationExpressionSyntax creation => creation.Type.ToString(),
        _ => step.ToString(),
    };
}
