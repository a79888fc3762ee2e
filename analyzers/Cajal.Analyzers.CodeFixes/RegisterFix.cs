using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cajal.Analyzers;

/// <summary>Registers a part of a module where its constructor makes it (CAJ005).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RegisterFix : Fix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Unregistered.Id];

    private protected override (string Title, SyntaxNode Changed)? Change(Diagnostic diagnostic, SyntaxNode root, SyntaxNode place, SyntaxNode because, SemanticModel model)
    {
        if (diagnostic.Properties[Rule.Fix] is not { } register || diagnostic.Properties[Rule.Name] is not { } name) return null;
        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || NameOf(place) is not { } variable) return null;
        ExpressionSyntax[] values = [.. type.Members.OfType<ConstructorDeclarationSyntax>().SelectMany(c => c.DescendantNodes()).OfType<AssignmentExpressionSyntax>()
            .Where(a => a.IsKind(SyntaxKind.SimpleAssignmentExpression)).Select(a => ValueFor(variable, a)).OfType<ExpressionSyntax>()];
        if (values.Length != 1 || values[0].IsKind(SyntaxKind.NullLiteralExpression)) return null;
        var made = values[0] is ImplicitObjectCreationExpressionSyntax made1 && model.GetTypeInfo(made1).Type is { } t
            ? SyntaxFactory.ObjectCreationExpression(SyntaxFactory.ParseTypeName(t.ToMinimalDisplayString(model, made1.SpanStart)).WithLeadingTrivia(SyntaxFactory.Space), made1.ArgumentList, made1.Initializer)
            : values[0].WithoutTrivia();
        var call = SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(register), SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
            [SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name))), SyntaxFactory.Argument(made)],
            [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
        return ($"Register it as \"{name}\"", root.ReplaceNode(values[0], call.WithTriviaFrom(values[0])));
    }

    private static string? NameOf(SyntaxNode place) => place switch
    {
        VariableDeclaratorSyntax field => field.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    // Also of (A, B) = (…, …).
    private static ExpressionSyntax? ValueFor(string variable, AssignmentExpressionSyntax assignment)
    {
        if (Is(assignment.Left, variable)) return assignment.Right;
        if (assignment is not { Left: TupleExpressionSyntax names, Right: TupleExpressionSyntax values }) return null;
        for (int i = 0; i < names.Arguments.Count && i < values.Arguments.Count; i++)
            if (Is(names.Arguments[i].Expression, variable)) return values.Arguments[i].Expression;
        return null;
    }

    private static bool Is(ExpressionSyntax expression, string variable) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == variable,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText == variable,
        _ => false,
    };
}
