using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cajal.Analyzers;

/// <summary>CAJ004: dropout right before the loss. It strikes out answers, not features: the loss then judges zeros that no weight can change.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DropoutOnOutput : Rule
{
    internal const string Id = "CAJ004";

    private static readonly DiagnosticDescriptor Finding = new(Id, "Dropout on the output",
        "Dropout is the last step before {0}: in training it sets answers to 0 and enlarges the rest. Dropout belongs behind hidden layers.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page + "#caj004-dropout-on-the-output");

    private protected override DiagnosticDescriptor Descriptor => Finding;

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Look, OperationKind.Invocation, OperationKind.MethodReference);

    private static void Look(OperationAnalysisContext context)
    {
        if (LossCall.Of(context.Operation) is { Step: { Name: "Dropout" } step } loss)
            context.ReportDiagnostic(Found(Finding, loss.Place, step.Place, "remove", null, loss.Name));
    }
}
