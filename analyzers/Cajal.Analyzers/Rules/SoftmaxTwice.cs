using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cajal.Analyzers;

/// <summary>CAJ001: a softmax (or sigmoid) before a loss that applies it itself. Its outputs lie in [0, 1], so the second one can hardly tell them apart, and
/// gradients shrink.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SoftmaxTwice : Rule
{
    internal const string Id = "CAJ001";

    private static readonly DiagnosticDescriptor Finding = new(Id, "The loss applies this function itself",
        "{0} takes logits and applies the {1} itself; here it gets the output of {2}. Leave {2} out of the training path.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page + "#caj001-softmax-before-a-loss-that-applies-it");

    private protected override DiagnosticDescriptor Descriptor => Finding;

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Look, OperationKind.Invocation, OperationKind.MethodReference);

    private static void Look(OperationAnalysisContext context)
    {
        if (LossCall.Of(context.Operation) is not { Step: { } step } loss) return;
        string? function = (loss.Name, step.Name) switch
        {
            ("CrossEntropy", "Softmax" or "LogSoftmax") => "softmax",
            ("BinaryCrossEntropyWithLogits", "Sigmoid") => "sigmoid",
            _ => null,
        };
        if (function is not null)
            context.ReportDiagnostic(Found(Finding, loss.Place, step.Place, "remove", null, loss.Name, function, step.Name));
    }
}
