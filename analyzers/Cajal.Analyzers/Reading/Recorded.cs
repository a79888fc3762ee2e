using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Cajal.Analyzers;

/// <summary>Which values a tape owns: results of operations that ran while it was open.</summary>
internal static class Recorded
{
    private const int Deepest = 16;

    /// <summary>True when the value certainly is the result of an operation in this part of the code. Views belong to what they look at.</summary>
    public static bool IsIn(TextSpan scope, IOperation value, int depth = 0)
    {
        var source = Written.Source(value);
        if (depth > Deepest || !scope.Contains(source.Syntax.Span)) return false;
        if (source is IInvocationOperation { TargetMethod.Name: "Gradients" } gradients) return gradients.TargetMethod.ContainingType.Is("Tape");
        if (source is IConditionalOperation { WhenFalse: { } other } choice) return IsIn(scope, choice.WhenTrue, depth + 1) && IsIn(scope, other, depth + 1);
        if (source.Type is null || !source.Type.Is("Tensor")) return false;
        return source switch
        {
            IInvocationOperation call when call.OpName() is { } op => op is not "Keep" && (IsItsInput(op) ? IsIn(scope, call.Input()!, depth + 1) : true),
            IInvocationOperation call when call.IsForward() && call.TargetMethod.ContainingType.Is("Layer") =>
                Chain.NameOf(call.Instance!) is Chain.Identity or "Dropout" ? IsIn(scope, call.Arguments[0].Value, depth + 1) : true,
            IBinaryOperation { OperatorMethod: not null } or IUnaryOperation { OperatorMethod: not null } => true,
            IPropertyReferenceOperation { Property.Name: "T", Instance: { } x } => IsIn(scope, x, depth + 1),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => instance.Type.Is("Gradients"),
            _ => false,
        };
    }

    // A view, or the tensor itself where there is nothing to do.
    private static bool IsItsInput(string op) => Vocabulary.Views.Contains(op) || op is "To" or "Contiguous";
}
