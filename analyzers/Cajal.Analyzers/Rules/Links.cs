using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>Which variables of a class hold the same modules: those linked by assignments, lists, loops and calls. One group is that of all that is
/// registered.</summary>
internal sealed class Links(INamedTypeSymbol type)
{
    private readonly Dictionary<ISymbol, ISymbol> leaders = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> written = new(SymbolEqualityComparer.Default);
    private readonly object gate = new();

    /// <summary>The operations that link.</summary>
    public static readonly OperationKind[] Kinds =
    [
        OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment, OperationKind.DeconstructionAssignment, OperationKind.VariableDeclarator,
        OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.Loop, OperationKind.IsPattern,
    ];

    /// <summary>True when it is registered, or something that is linked with it.</summary>
    public bool IsRegistered(ISymbol variable) => Same(Leader(variable), Leader(type));

    /// <summary>True when the class writes it.</summary>
    public bool IsWritten(ISymbol variable) => written.Contains(variable);

    /// <summary>A constructor's parameter that a member reads: its class keeps it like a field.</summary>
    public void Keep(IParameterSymbol parameter)
    {
        lock (gate) written.Add(parameter);
    }

    /// <summary>Takes in one operation.</summary>
    public void Read(IOperation operation)
    {
        lock (gate)
        {
            switch (operation)
            {
                case IDeconstructionAssignmentOperation pair: Write(pair.Target, pair.Value); break;
                case IAssignmentOperation assignment: Write(assignment.Target, assignment.Value); break;
                case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initial: Write(declarator.Symbol, initial.Value); break;
                case IFieldInitializerOperation initial:
                    foreach (var field in initial.InitializedFields) Write(field, initial.Value);
                    break;
                case IPropertyInitializerOperation initial:
                    foreach (var property in initial.InitializedProperties) Write(property, initial.Value);
                    break;
                case IForEachLoopOperation loop:
                    foreach (var variable in loop.Locals.Where(l => l.Type.HoldsParameters())) Join(variable, loop.Collection);
                    break;
                case IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } variable } } test: Join(variable, test.Value); break;
                case IInvocationOperation call: Call(call.Instance, call.TargetMethod, call.Arguments); break;
                case IObjectCreationOperation creation when creation.Arguments.Any(a => a.Value is IInstanceReferenceOperation): Join(type, creation); break;
            }
        }
    }

    private void Call(IOperation? instance, IMethodSymbol method, IEnumerable<IArgumentOperation> arguments)
    {
        bool ours = IsOurs(method);
        foreach (var argument in arguments)
        {
            // Register and RegisterModule, a method of a base class, or one that is handed this object: they may register what they get.
            if (IsRegister(method) || (!ours && instance is IInstanceReferenceOperation) || arguments.Any(a => Written.Plain(a.Value) is IInstanceReferenceOperation))
                Join(type, argument.Value);
            else if (ours && argument.Parameter is { } parameter) Join(parameter.OriginalDefinition, argument.Value);
            else if (instance is not null)
                foreach (var list in Variables(instance)) Join(list, argument.Value);
        }
    }

    private void Write(IOperation target, IOperation value)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is ITupleOperation names && Written.Plain(value) is ITupleOperation values && names.Elements.Length == values.Elements.Length)
            for (int i = 0; i < names.Elements.Length; i++) Write(names.Elements[i], values.Elements[i]);
        else
            foreach (var variable in Variables(target)) Write(variable, value);
    }

    private void Write(ISymbol variable, IOperation value)
    {
        written.Add(variable);
        Join(variable, value);
    }

    // The variable holds what the expression speaks of; what Register returns is registered, and a method of the class may return what it was given.
    private void Join(ISymbol variable, IOperation value)
    {
        foreach (var other in Variables(value)) Join(variable, other);
        foreach (var call in value.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (IsRegister(call.TargetMethod)) Join(variable, type);
            if (!IsOurs(call.TargetMethod)) continue;
            foreach (var parameter in call.TargetMethod.OriginalDefinition.Parameters.Where(p => p.Type.HoldsParameters())) Join(variable, parameter);
        }
    }

    private void Join(ISymbol variable, ISymbol other) => leaders[Leader(other)] = Leader(variable);

    private bool IsOurs(IMethodSymbol method) => Same(method.OriginalDefinition.ContainingType, type.OriginalDefinition);

    private static bool IsRegister(IMethodSymbol method) => method.Name is "Register" or "RegisterModule" && method.ContainingType.Is("Module");

    private static IEnumerable<ISymbol> Variables(IOperation value) =>
        value.DescendantsAndSelf().Where(o => o.Type.HoldsParameters()).Select(o => o.Variable()).OfType<ISymbol>();

    private ISymbol Leader(ISymbol symbol)
    {
        while (leaders.TryGetValue(symbol, out var leader) && !Same(leader, symbol)) symbol = leader;
        return symbol;
    }

    private static bool Same(ISymbol? a, ISymbol? b) => SymbolEqualityComparer.Default.Equals(a, b);
}
