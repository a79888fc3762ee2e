using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Cajal.Analyzers;

/// <summary>A code fix: from the place of a finding and the place that explains it to one changed file.</summary>
public abstract class Fix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            var place = Node(root, diagnostic.Location.SourceSpan);
            var because = diagnostic.AdditionalLocations.Count > 0 ? Node(root, diagnostic.AdditionalLocations[0].SourceSpan) : place;
            if (Change(diagnostic, root, place, because, model) is not var (title, changed)) continue;
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), title), diagnostic);
        }
    }

    /// <summary>The changed file and what the change is called; null where no change is certain.</summary>
    private protected abstract (string Title, SyntaxNode Changed)? Change(Diagnostic diagnostic, SyntaxNode root, SyntaxNode place, SyntaxNode because, SemanticModel model);

    /// <summary>The expression in brackets, where a call behind it needs them.</summary>
    private protected static ExpressionSyntax Operand(ExpressionSyntax expression) =>
        expression is BinaryExpressionSyntax or ConditionalExpressionSyntax or PrefixUnaryExpressionSyntax or AssignmentExpressionSyntax or CastExpressionSyntax
            or SwitchExpressionSyntax or AwaitExpressionSyntax or ImplicitObjectCreationExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()) : expression.WithoutTrivia();

    /// <summary>The expression with a call behind it: x → x.Name().</summary>
    private protected static ExpressionSyntax Called(ExpressionSyntax expression, string name) => SyntaxFactory.InvocationExpression(
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Operand(expression), SyntaxFactory.IdentifierName(name))).WithTriviaFrom(expression);

    // The expression itself, not the argument or element it is.
    private static SyntaxNode Node(SyntaxNode root, TextSpan span) => root.FindNode(span, getInnermostNodeForTie: true);
}
