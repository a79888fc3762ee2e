using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>The layers of a network that come one after the other, as they are written.</summary>
internal static class Chain
{
    /// <summary>A layer that leaves numbers as they are.</summary>
    public const string Identity = "Identity";

    /// <summary>A <c>Sequential</c> among the layers.</summary>
    public const string Nested = "Sequential";

    /// <summary>The layers of <c>new Sequential(…)</c>, null for one that is not written there; another layer is a chain of one.</summary>
    public static IReadOnlyList<IOperation?> Elements(IOperation layer)
    {
        if (!layer.Type.Is(Nested) && !Written.Plain(layer).Type.Is(Nested) && !Written.Source(layer).Type.Is(Nested)) return [layer];
        return Written.Source(layer) is IObjectCreationOperation { Arguments: [var argument] } ? Listed(argument.Value)
            : OutputOfMlp(Written.Source(layer)) is { } output ? [output] : [null];
    }

    /// <summary>What kind of layer it is, by <see cref="LastStep.Name"/>; null where that is not certain.</summary>
    public static string? NameOf(IOperation element)
    {
        var plain = Written.Plain(element);
        var source = Written.Source(plain);
        if ((source.Type ?? plain.Type) is not { } type) return null;
        if (type.IsLinear()) return type.Name;
        if (type.IsDropout()) return "Dropout";
        if (type.Is("Flatten")) return Identity;
        if (type.Is(Nested)) return Nested;
        if (source is ILiteralOperation { ConstantValue.Value: string text }) return FunctionOf(text);
        return type.Is("Activation") ? Function(source) : null;
    }

    private static IReadOnlyList<IOperation?> Listed(IOperation value) => Written.Source(value) switch
    {
        ICollectionExpressionOperation list => [.. list.Elements.Select(e => e is ISpreadOperation ? null : e)],
        IArrayCreationOperation { Initializer: { } list } => [.. list.ElementValues],
        _ => [null],
    };

    private static string? Function(IOperation activation) => activation switch
    {
        IPropertyReferenceOperation { Instance: null } p => Known(p.Property.Name),
        IInvocationOperation { TargetMethod.Name: "Parse", Arguments: [{ Value.ConstantValue.Value: string text }] } => FunctionOf(text),
        IInvocationOperation { Instance: null } call => Known(call.TargetMethod.Name),
        IObjectCreationOperation { Arguments: [_, var function] } => OfLambda(Written.Source(function.Value)),
        _ => null,
    };

    // new Activation("name", x => x.Softmax(-1))
    private static string? OfLambda(IOperation function) =>
        function is IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } value }] }
            && LastStep.Of(value) is { } step ? step.Name : null;

    // log-softmax is LogSoftmax; options in brackets are left out.
    private static string? FunctionOf(string text) =>
        text is "linear" ? Identity : Known(string.Concat(text.Split('(')[0].Trim().Split('-').Select(w => w.Length == 0 ? "" : char.ToUpperInvariant(w[0]) + w.Substring(1))));

    private static string? Known(string name) => name == Identity || Vocabulary.Activations.Contains(name) ? name : null;

    // Mlp.Build(…, output: "softmax")
    private static IOperation? OutputOfMlp(IOperation source) => source is IInvocationOperation { TargetMethod.Name: "Build" } call
        && call.TargetMethod.ContainingType.Is("Mlp") && call.Arguments.Argument("output") is ILiteralOperation output ? output : null;
}
