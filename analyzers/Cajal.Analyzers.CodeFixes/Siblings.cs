using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cajal.Analyzers;

/// <summary>A layer among those it is written with: arguments of a <c>Sequential</c>, elements of a list.</summary>
internal sealed class Siblings
{
    private readonly SyntaxNode list;
    private readonly SeparatedSyntaxList<SyntaxNode> items;
    private readonly int at;

    private Siblings(SyntaxNode list, SeparatedSyntaxList<SyntaxNode> items, int at) => (this.list, this.items, this.at) = (list, items, at);

    /// <summary>The layers around an expression; null where it is no item of a list.</summary>
    public static Siblings? Of(SyntaxNode layer)
    {
        var item = layer.Parent is ArgumentSyntax or ExpressionElementSyntax ? layer.Parent : layer;
        SeparatedSyntaxList<SyntaxNode>? items = item.Parent switch
        {
            ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax } arguments => Nodes(arguments.Arguments),
            // Mlp.Build(…, output: "softmax")
            ArgumentListSyntax arguments when item is ArgumentSyntax { NameColon: not null } => Nodes(arguments.Arguments),
            CollectionExpressionSyntax elements => Nodes(elements.Elements),
            InitializerExpressionSyntax values => Nodes(values.Expressions),
            _ => null,
        };
        return items is { } found ? new(item.Parent!, found, found.IndexOf(item)) : null;
    }

    /// <summary>The file without the layer; null when it is the only one.</summary>
    public SyntaxNode? Without(SyntaxNode root)
    {
        if (items.Count < 2) return null;
        // What stands behind the last layer (a line break) stays behind the one that is the last now.
        var rest = items.RemoveAt(at);
        if (at == items.Count - 1) rest = rest.Replace(rest[at - 1], rest[at - 1].WithTrailingTrivia(items[at].GetTrailingTrivia()));
        return root.ReplaceNode(list, With(rest));
    }

    /// <summary>The file with the layer and the one before it in the other order; null where none is before, or it would come first.</summary>
    public SyntaxNode? Earlier(SyntaxNode root)
    {
        if (at < 2) return null;
        var (before, layer) = (items[at - 1], items[at]);
        var swapped = items.Replace(before, layer.WithTriviaFrom(before));
        return root.ReplaceNode(list, With(swapped.Replace(swapped[at], before.WithTriviaFrom(layer))));
    }

    /// <summary>The file with one more layer in front of this one.</summary>
    public SyntaxNode WithBefore(SyntaxNode root, ExpressionSyntax layer)
    {
        SyntaxNode item = items[at] switch
        {
            ArgumentSyntax => SyntaxFactory.Argument(layer),
            ExpressionElementSyntax => SyntaxFactory.ExpressionElement(layer),
            _ => layer,
        };
        // In lines of their own layers stay so.
        var lead = items[at].GetLeadingTrivia();
        bool lines = lead.Count > 0;
        return root.ReplaceNode(list, With(Inserted(item.WithLeadingTrivia(lead), lines)));
    }

    private SeparatedSyntaxList<SyntaxNode> Inserted(SyntaxNode item, bool lines)
    {
        var parts = items.GetWithSeparators();
        int place = parts.IndexOf((SyntaxNodeOrToken)items[at]);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(lines ? SyntaxFactory.ElasticCarriageReturnLineFeed : SyntaxFactory.Space);
        if (lines && place > 0) comma = comma.WithTrailingTrivia(parts[place - 1].GetTrailingTrivia());
        return SyntaxFactory.SeparatedList<SyntaxNode>(parts.Insert(place, comma).Insert(place, item));
    }

    private SyntaxNode With(SeparatedSyntaxList<SyntaxNode> changed) => list switch
    {
        ArgumentListSyntax arguments => arguments.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(changed.GetWithSeparators())),
        CollectionExpressionSyntax elements => elements.WithElements(SyntaxFactory.SeparatedList<CollectionElementSyntax>(changed.GetWithSeparators())),
        _ => ((InitializerExpressionSyntax)list).WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(changed.GetWithSeparators())),
    };

    private static SeparatedSyntaxList<SyntaxNode> Nodes<T>(SeparatedSyntaxList<T> list) where T : SyntaxNode => SyntaxFactory.SeparatedList<SyntaxNode>(list.GetWithSeparators());
}
