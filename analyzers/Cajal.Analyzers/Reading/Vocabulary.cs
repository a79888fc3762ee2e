using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>What the analysers know of Cajal, in its own names: the types by metadata name, the operations on tensors by theirs.</summary>
internal static class Vocabulary
{
    /// <summary>The losses of a network's output.</summary>
    public static readonly HashSet<string> Losses =
    [
        "CrossEntropy", "BinaryCrossEntropy", "BinaryCrossEntropyWithLogits", "NegativeLogLikelihood", "KullbackLeibler", "MeanSquaredError",
        "HalfSquaredError", "MeanAbsoluteError", "Huber", "SmoothL1", "Hinge", "SquaredHinge", "MultiMargin", "PoissonNegativeLogLikelihood",
        "GaussianNegativeLogLikelihood",
    ];

    /// <summary>The losses as <c>Loss.Parse</c> reads them.</summary>
    public static readonly Dictionary<string, string> LossNames = new()
    {
        ["cross-entropy"] = "CrossEntropy",
        ["bce"] = "BinaryCrossEntropy",
        ["bce-logits"] = "BinaryCrossEntropyWithLogits",
        ["nll"] = "NegativeLogLikelihood",
        ["kl"] = "KullbackLeibler",
        ["mse"] = "MeanSquaredError",
        ["half-squared"] = "HalfSquaredError",
        ["mae"] = "MeanAbsoluteError",
        ["huber"] = "Huber",
        ["smooth-l1"] = "SmoothL1",
        ["hinge"] = "Hinge",
        ["squared-hinge"] = "SquaredHinge",
        ["multi-margin"] = "MultiMargin",
        ["poisson"] = "PoissonNegativeLogLikelihood",
    };

    /// <summary>Functions number by number (softmax: along an axis), as operations and as layers.</summary>
    public static readonly HashSet<string> Activations =
    [
        "Step", "Sign", "Sigmoid", "LogSigmoid", "Tanh", "TanhShrink", "Relu", "Relu6", "Gelu", "GeluTanh", "Silu", "Mish", "Selu", "HardTanh",
        "HardSigmoid", "HardSwish", "Softmax", "LogSoftmax", "LeakyRelu", "Elu", "Softplus",
    ];

    /// <summary>Operations that show the same memory in another shape.</summary>
    public static readonly HashSet<string> Views =
        ["Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Permute", "Expand", "Slice", "Select", "StopGradient", "Split"];

    /// <summary>Operations that leave numbers what they are: logits stay logits, probabilities probabilities.</summary>
    public static readonly HashSet<string> Rearranging =
        ["Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Permute", "Contiguous", "Keep", "To"];

    /// <summary>Layers that keep nothing: whether they are registered changes no number and no checkpoint. Without the number of axes at the end.</summary>
    public static readonly HashSet<string> WithoutState =
    [
        "Activation", "Flatten", "MaxPool", "AveragePool", "AdaptiveMaxPool", "AdaptiveAveragePool", "GlobalMaxPool", "GlobalAveragePool",
        "LocalResponseNorm", "Pad", "PixelShuffle", "PixelUnshuffle", "Upsample", "SinePositions", "RotaryPositions",
    ];

    /// <summary>False where the program does not know Cajal: then there is nothing to read.</summary>
    public static bool IsKnownTo(Compilation compilation) => compilation.GetTypeByMetadataName("Cajal.Tensor") is not null;

    /// <summary>True for a type of Cajal with this name, in its two namespaces for users.</summary>
    public static bool Is(this ITypeSymbol? type, string name) => type is INamedTypeSymbol named && named.Name == name && named.IsCajals();

    /// <summary>True for the type of this name and all that derive from it.</summary>
    public static bool IsA(this ITypeSymbol? type, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t.Is(name)) return true;
        return false;
    }

    /// <summary>A layer y = W·x + b: dense, or a convolution.</summary>
    public static bool IsLinear(this ITypeSymbol? type) => type.Is("Linear") || type.IsA("ConvolutionLayer");

    /// <summary>A parameter, state or module, or a list of such: what checkpoints and optimizers must know of.</summary>
    public static bool HoldsParameters(this ITypeSymbol? type) => type switch
    {
        ITypeParameterSymbol any => any.ConstraintTypes.Any(t => t.HoldsParameters()),
        IArrayTypeSymbol array => array.ElementType.HoldsParameters(),
        INamedTypeSymbol named when named.IsA("Module") => !(named.IsCajals() && KeepsNothing(named.Name)),
        INamedTypeSymbol named when named.IsA("Variable") => true,
        INamedTypeSymbol { IsGenericType: true } list when list.Name is "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory"
            || list.AllInterfaces.Add(list).Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable) => list.TypeArguments.Any(t => t.HoldsParameters()),
        _ => false,
    };

    /// <summary>The local variable, parameter, field or property that is read or written here; null for anything else.</summary>
    public static ISymbol? Variable(this IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Field: { AssociatedSymbol: { } property } } => property,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    /// <summary>A layer that drops units in training.</summary>
    public static bool IsDropout(this ITypeSymbol? type) => type.Is("Dropout") || type.Is("AlphaDropout") || type.Is("ChannelDropout");

    /// <summary>Name of the operation on tensors that a call applies, for example <c>Softmax</c>; null for other methods.</summary>
    public static string? OpName(this IInvocationOperation call)
    {
        var owner = call.TargetMethod.ContainingType;
        if (owner.IsExtension) owner = owner.ContainingType;
        return owner is { IsStatic: true } && owner.Name.EndsWith("OnTensor", StringComparison.Ordinal) && IsCajal(owner.ContainingNamespace)
            && call.Input() is { } x && x.Type.IsA("Tensor") ? call.TargetMethod.Name : null;
    }

    /// <summary>The tensor an operation is called on: before the dot, or the first argument of the static spelling.</summary>
    public static IOperation? Input(this IInvocationOperation call) =>
        call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>True for <c>layer.Forward(x)</c>.</summary>
    public static bool IsForward(this IInvocationOperation call) =>
        call.TargetMethod.Name == "Forward" && call.TargetMethod.ContainingType.IsA("Module") && call is { Instance: not null, Arguments.Length: > 0 };

    /// <summary>The argument for a parameter, if the caller wrote one.</summary>
    public static IOperation? Argument(this IEnumerable<IArgumentOperation> arguments, string parameter) =>
        arguments.FirstOrDefault(a => a.Parameter?.Name == parameter && a.ArgumentKind != ArgumentKind.DefaultValue)?.Value;

    // MaxPool2d is a MaxPool.
    private static bool KeepsNothing(string layer) =>
        WithoutState.Contains(layer) || (layer.EndsWith("d", StringComparison.Ordinal) && WithoutState.Contains(layer.Substring(0, layer.Length - 2)));

    private static bool IsCajals(this INamedTypeSymbol type) => type.ContainingType is null && IsCajal(type.ContainingNamespace);

    private static bool IsCajal(INamespaceSymbol? space) => space switch
    {
        { Name: "Cajal", ContainingNamespace.IsGlobalNamespace: true } => true,
        { Name: "Networks" or "Training", ContainingNamespace: { Name: "Cajal", ContainingNamespace.IsGlobalNamespace: true } } => true,
        _ => false,
    };
}
