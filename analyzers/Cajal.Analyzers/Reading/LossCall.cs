using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>A loss, and the last step of the output it judges.</summary>
internal sealed class LossCall
{
    private LossCall(string name, IOperation call, LastStep? step, IOperation? target)
    {
        (Name, Step, Target) = (name, step, target);
        Place = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : call.Syntax;
    }

    /// <summary>Name of the loss, for example <c>CrossEntropy</c>.</summary>
    public string Name { get; }

    /// <summary>Where its name stands.</summary>
    public SyntaxNode Place { get; }

    /// <summary>What was done last to the output; null where that is not certain.</summary>
    public LastStep? Step { get; }

    /// <summary>What the output is compared with, if it is written there.</summary>
    public IOperation? Target { get; }

    /// <summary>Reads <c>output.CrossEntropy(labels)</c>, <c>Loss.Parse("cross-entropy").Of(output, labels)</c>, and the same as the loss of a
    /// trainer; null for anything else.</summary>
    public static LossCall? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call when call.OpName() is { } op && Vocabulary.Losses.Contains(op) =>
            new(op, call, StepOf(call.Input()!), call.Arguments.Argument("target") ?? call.Arguments.Argument("labels")),
        IInvocationOperation { TargetMethod.Name: "Of", Instance: { } loss, Arguments: [var output, var target] } call when Parsed(loss) is { } name =>
            new(name, call, StepOf(output.Value), target.Value),
        IMethodReferenceOperation { Method.Name: "Of", Instance: { } loss } reference when Parsed(loss) is { } name =>
            new(name, reference, ModelBeside(reference) is { } model ? LastStep.OfLayer(model, null) : null, null),
        _ => null,
    };

    private static LastStep? StepOf(IOperation output) => LastStep.Of(output)
        ?? (Written.Source(output) is IParameterReferenceOperation p && LambdaOf(p) is { } lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol.Parameters[0], p.Parameter)
            && ModelBeside(lambda) is { } model ? LastStep.OfLayer(model, null) : null);

    private static string? Parsed(IOperation loss) =>
        loss.Type.Is("Loss") && Written.Source(loss) is IInvocationOperation { TargetMethod.Name: "Parse", Arguments: [{ Value.ConstantValue.Value: string text }] }
            && Vocabulary.LossNames.TryGetValue(text.Split('(')[0].Trim(), out string? name) ? name : null;

    private static IAnonymousFunctionOperation? LambdaOf(IParameterReferenceOperation use)
    {
        for (var parent = use.Parent; parent is not null; parent = parent.Parent)
            if (parent is IAnonymousFunctionOperation lambda && lambda.Symbol.Parameters.Contains(use.Parameter, SymbolEqualityComparer.Default)) return lambda;
        return null;
    }

    // new Trainer(model, (output, target) => …, optimizer) and Objective.Of(model, …): the loss is that of the model beside it.
    private static IOperation? ModelBeside(IOperation loss)
    {
        var parent = loss.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation) parent = parent.Parent;
        if (parent is not IArgumentOperation { Parameter.Name: "loss" } argument) return null;
        var (owner, arguments) = argument.Parent switch
        {
            IObjectCreationOperation creation => (creation.Type, creation.Arguments),
            IInvocationOperation call => (call.TargetMethod.ContainingType, call.Arguments),
            _ => (null, default),
        };
        return owner.Is("Trainer") || owner.Is("Objective") ? arguments.Argument("model") : null;
    }
}
