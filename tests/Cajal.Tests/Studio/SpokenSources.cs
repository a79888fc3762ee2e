using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cajal.Tests.Studio;

/// <summary>What sources say: their texts, and their interpolated texts with a numbered hole for each value.</summary>
internal static partial class SpokenSources
{
    /// <summary>A text of the sources.</summary>
    /// <param name="File">Name of the file.</param>
    /// <param name="Line">Its line.</param>
    /// <param name="Template">The text, with {0}, {1} … where values stand.</param>
    internal sealed record Said(string File, int Line, string Template);

    /// <summary>All that a file may say to a person; where a text holds one of two words, such as a plural, both texts.</summary>
    public static IEnumerable<Said> In(string path)
    {
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
        foreach (var node in root.DescendantNodes().OfType<ExpressionSyntax>().Where(IsText))
        {
            if (IsSum(node.Parent) || IsUnsaid(node)) continue;
            int holes = 0;
            foreach (string template in Templates(node, ref holes).Select(t => t.Trim()).Where(t => IsSpoken(t, node)).Distinct())
                yield return new Said(Path.GetFileName(path), node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, template);
        }
    }

    private static bool IsText(ExpressionSyntax node) => node.IsKind(SyntaxKind.StringLiteralExpression) || node is InterpolatedStringExpressionSyntax || IsSum(node);

    // "a" + "b", "a" + b: one text.
    private static bool IsSum(SyntaxNode? node) => node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && (IsText(sum.Left) || IsText(sum.Right));

    // Attributes, patterns, keys of tables, names that are compared; what has its Chinese beside it; and one of two words, which stands in the text around it.
    private static bool IsUnsaid(SyntaxNode node) => IsFilling(node) && node.Parent is ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax, WhenFalse: LiteralExpressionSyntax }
        || node.Ancestors().Any(a => a is AttributeSyntax or PatternSyntax or CaseSwitchLabelSyntax or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "values" }, Name.Identifier.ValueText: "Say" } })
        || node.Parent is ArgumentSyntax { Parent: BracketedArgumentListSyntax }
        || node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression };

    // Several words; one word where it fills a hole of a text, or is what a check, a cause, a measurement or a prescription is named by.
    private static bool IsSpoken(string template, SyntaxNode node)
    {
        string bare = Hole().Replace(template, "").Trim();
        return Word().IsMatch(bare) && !IsName().IsMatch(template) && (bare.Contains(' ') || template.Contains("{0}") || IsFilling(node)
            || node.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ObjectCreationExpressionSyntax or ImplicitObjectCreationExpressionSyntax or PrimaryConstructorBaseTypeSyntax } list } argument && list.Arguments.IndexOf(argument) <= 1);
    }

    private static bool IsFilling(SyntaxNode node) => node.Ancestors().TakeWhile(a => a is not (InvocationExpressionSyntax or ArgumentSyntax)).Any(a => a is InterpolationSyntax);

    private static IReadOnlyList<string> Templates(ExpressionSyntax node, ref int holes)
    {
        switch (node)
        {
            case LiteralExpressionSyntax literal:
                return [literal.Token.ValueText];
            case ParenthesizedExpressionSyntax inner:
                return Templates(inner.Expression, ref holes);
            case BinaryExpressionSyntax sum when IsSum(sum):
                var left = Templates(sum.Left, ref holes);
                return Joined(left, Templates(sum.Right, ref holes));
            case InterpolatedStringExpressionSyntax text:
                IReadOnlyList<string> all = [""];
                foreach (var part in text.Contents) all = Joined(all, part is InterpolationSyntax hole ? Templates(hole.Expression, ref holes) : [((InterpolatedStringTextSyntax)part).TextToken.ValueText]);
                return all;
            case ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax first, WhenFalse: LiteralExpressionSyntax second }:
                return [first.Token.ValueText, second.Token.ValueText];
            default:
                return [$"{{{holes++}}}"];
        }
    }

    private static IReadOnlyList<string> Joined(IReadOnlyList<string> left, IReadOnlyList<string> right) => [.. left.SelectMany(l => right.Select(r => l + r))];

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();

    [GeneratedRegex("[a-z]{2}")]
    private static partial Regex Word();

    // Identifiers, addresses, links: no word of them is said.
    [GeneratedRegex(@"^[\w.{}&=()/:#*-]*$")]
    private static partial Regex IsName();
}
