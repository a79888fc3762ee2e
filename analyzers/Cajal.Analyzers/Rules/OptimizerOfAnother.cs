using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>CAJ007: an optimizer that moves the parameters of one model while the loss is that of another: nothing is learned.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptimizerOfAnother : Rule
{
    internal const string Id = "CAJ007";

    private static readonly DiagnosticDescriptor Finding = new(Id, "An optimizer of another model's parameters",
        "The loss is computed from {0}, and this optimizer moves the parameters of {1}: {0} would stay as it is. Give the optimizer {0}.Parameters.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page + "#caj007-an-optimizer-of-another-models-parameters");

    private protected override DiagnosticDescriptor Descriptor => Finding;

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Look, OperationKind.Invocation, OperationKind.ObjectCreation);

    private static void Look(OperationAnalysisContext context)
    {
        // optimizer.Step(tape.Gradients(loss))
        if (context.Operation is IInvocationOperation { TargetMethod.Name: "Step", Instance: { } optimizer, Arguments: [var gradients] } && optimizer.Type.IsA("Optimizer")
            && Written.Source(gradients.Value) is IInvocationOperation { TargetMethod.Name: "Gradients" } call && call.TargetMethod.ContainingType.Is("Tape"))
            Compare(context, optimizer, call.Arguments.Argument("loss"));
        // new Trainer(model, loss, optimizer)
        else if (context.Operation is IObjectCreationOperation creation && creation.Type.Is("Trainer") && creation.Arguments.Argument("optimizer") is { } one)
            Compare(context, one, creation.Arguments.Argument("model"));
    }

    private static void Compare(OperationAnalysisContext context, IOperation optimizer, IOperation? trained)
    {
        if (trained is null || Written.Source(optimizer) is not IObjectCreationOperation creation || !creation.Type.IsA("Optimizer")) return;
        if (creation.Arguments.Argument("parameters") is not { } parameters) return;
        if (Models.In(parameters) is not { Count: > 0 } moved || Models.In(trained) is not { Count: > 0 } used) return;
        if (Models.Makings(moved) is not { } movedParts || Models.Makings(used) is not { } usedParts || movedParts.Overlaps(usedParts)) return;
        bool single = moved.Count == 1 && used.Count == 1;
        string from = Names(moved), to = Names(used);
        context.ReportDiagnostic(Found(Finding, parameters.Syntax, context.Operation.Syntax, single ? "model" : null, single ? to : null, to, from));
    }

    private static string Names(Models.Set models) => string.Join(", ", models.Keys.Select(m => m.Name).OrderBy(n => n, StringComparer.Ordinal));
}
