using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>Which models an expression is computed from, as far as that is certain.</summary>
internal static class Models
{
    // A longer way is taken as unknown.
    private const int Deepest = 16;

    /// <summary>Variables that hold models, each with an expression that reads it.</summary>
    internal sealed class Set() : Dictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);

    /// <summary>The models a value is computed from; null when something on the way may hide one: a method of the user's, a variable that is written
    /// in several places.</summary>
    public static Set? In(IOperation value)
    {
        var found = new Set();
        return Collect(value, found, 0) ? found : null;
    }

    /// <summary>Where the models are made, and those they are made of; null where that is not in sight.</summary>
    public static HashSet<SyntaxNode>? Makings(Set models)
    {
        var all = new HashSet<SyntaxNode>();
        return models.Values.All(m => AddMakings(m, all, 0)) ? all : null;
    }

    private static bool AddMakings(IOperation reading, HashSet<SyntaxNode> all, int depth)
    {
        var source = Written.Source(reading);
        if (depth > Deepest || source is not (IObjectCreationOperation or IInvocationOperation { TargetMethod.Name: "Build" })) return false;
        if (!all.Add(source.Syntax)) return true;
        return source.Descendants().All(o => o.Variable() is null || !o.Type.HoldsParameters()
            || (o.Type.IsA("Module") && o is ILocalReferenceOperation or IFieldReferenceOperation && AddMakings(o, all, depth + 1)));
    }

    private static bool Collect(IOperation value, Set found, int depth)
    {
        if (depth > Deepest) return false;
        foreach (var operation in value.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAnonymousFunctionOperation or IDynamicInvocationOperation:
                    return false;
                case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation when operation.Type.IsA("Module"):
                    // A part of a model counts as the model.
                    if (operation is IPropertyReferenceOperation { Instance: { } whole } && whole.DescendantsAndSelf().Any(o => o.Type.IsA("Module"))) break;
                    if (!found.ContainsKey(operation.Variable()!)) found.Add(operation.Variable()!, operation);
                    break;
                case ILocalReferenceOperation local when local.Type.IsA("Tensor") || local.Type.HoldsParameters():
                    var source = Written.Source(local);
                    if (source == local ? IsAssigned(local) : !Collect(source, found, depth + 1)) return false;
                    break;
                case IInvocationOperation call when !IsPlain(call):
                    return false;
            }
        }
        return true;
    }

    // Calls that compute from what they are given and nothing else.
    private static bool IsPlain(IInvocationOperation call) => call.OpName() is not null || call.IsForward() || call.TargetMethod.ContainingType.IsA("Tensor")
        || call.TargetMethod.ContainingNamespace?.ToDisplayString() is "System.Linq" or "System";

    // Not the variable of a loop over batches, but one that statements write: more than one value may stand in it.
    private static bool IsAssigned(ILocalReferenceOperation use)
    {
        IOperation root = use;
        while (root.Parent is not null) root = root.Parent;
        return root.Descendants().Any(o => o is IAssignmentOperation or IVariableDeclaratorOperation { Initializer: not null } && Written.Writes(o, use.Local));
    }
}
