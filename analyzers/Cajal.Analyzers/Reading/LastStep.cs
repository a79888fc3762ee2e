using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>The last thing that was done to a tensor before it came here: a function (<c>Softmax</c>), a layer (<c>Linear</c>, <c>Conv2d</c>) or
/// <c>Dropout</c>.</summary>
/// <param name="name">Its name.</param>
/// <param name="place">The call, or the layer among the arguments of its <c>Sequential</c>.</param>
internal sealed class LastStep(string name, SyntaxNode place)
{
    // Deeper nesting is taken as unknown.
    private const int Deepest = 16;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Where it stands.</summary>
    public SyntaxNode Place { get; } = place;

    /// <summary>True for a layer y = W·x + b, whose outputs are any numbers.</summary>
    public bool IsLinear => Name == "Linear" || Name.StartsWith("Conv", StringComparison.Ordinal);

    /// <summary>The last step of a value; null where it is not certain.</summary>
    public static LastStep? Of(IOperation value, int depth = 0)
    {
        if (depth > Deepest || Written.Source(value) is not IInvocationOperation call) return null;
        if (call.OpName() is { } op)
        {
            if (Vocabulary.Rearranging.Contains(op)) return Of(call.Input()!, depth + 1);
            return Vocabulary.Activations.Contains(op) ? new(op, call.Syntax) : null;
        }
        return call.IsForward() ? OfLayer(call.Instance!, call.Arguments[0].Value, depth + 1) ?? OfBody(call.Instance!.Type, call.SemanticModel, depth + 1) : null;
    }

    /// <summary>The last step of a network's output; what went in counts where the layer leaves it as it is.</summary>
    /// <param name="layer">An expression for the network.</param>
    /// <param name="input">What went in, if known.</param>
    public static LastStep? OfLayer(IOperation layer, IOperation? input, int depth = 0)
    {
        if (depth > Deepest) return null;
        var elements = Chain.Elements(layer);
        for (int i = elements.Count - 1; i >= 0; i--)
        {
            var element = elements[i];
            if (element is null || Chain.NameOf(element) is not { } name) return null;
            if (name == Chain.Identity) continue;
            if (name != Chain.Nested) return new(name, element.Syntax);
            if (OfLayer(element, null, depth + 1) is { } inner) return inner;
            return null;
        }
        return input is null ? null : Of(input, depth + 1);
    }

    // A class of the user's own, in this file: what its Compute returns.
    private static LastStep? OfBody(ITypeSymbol? type, SemanticModel? model, int depth)
    {
        if (type is not { DeclaringSyntaxReferences.Length: 1 } || model is null) return null;
        if (type.DeclaringSyntaxReferences[0].GetSyntax() is not TypeDeclarationSyntax declaration || declaration.SyntaxTree != model.SyntaxTree) return null;
        var compute = declaration.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(m => m.Identifier.ValueText == "Compute");
        var returned = compute?.ExpressionBody?.Expression
            ?? (compute?.Body?.DescendantNodes().OfType<ReturnStatementSyntax>().ToArray() is [{ Expression: { } only }] ? only : null);
        // From the whole method, so that the value knows the statements before it.
        return returned is not null && model.GetOperation(compute!) is { } body
            && body.Descendants().FirstOrDefault(o => o.Syntax == returned) is { } value ? Of(value, depth + 1) : null;
    }
}
