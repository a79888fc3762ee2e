using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>CAJ003: an output that is not what its loss expects: logits, probabilities, their logarithms, or numbers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossMisfit : Rule
{
    internal const string Id = "CAJ003";

    // Functions whose values cannot be every number, so that some odds cannot be said.
    private static readonly HashSet<string> Bounded = ["Relu", "Relu6", "Sigmoid", "LogSigmoid", "HardSigmoid", "Tanh", "HardTanh", "Softplus", "Step", "Sign"];

    private static readonly DiagnosticDescriptor Finding = new(Id, "Output and loss do not match",
        "{0} expects {1}; here it gets {2}. {3}.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page + "#caj003-output-and-loss-do-not-match");

    private protected override DiagnosticDescriptor Descriptor => Finding;

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Look, OperationKind.Invocation, OperationKind.MethodReference);

    private static void Look(OperationAnalysisContext context)
    {
        if (LossCall.Of(context.Operation) is not { } loss) return;
        if (loss.Step is { Name: not "Dropout" } step && Verdict(loss.Name, step) is var (expects, advice, fix, name))
            context.ReportDiagnostic(Found(Finding, loss.Place, step.Place, fix, name, loss.Name, expects, Says(step), advice));
        else if (loss.Name is "MeanSquaredError" or "HalfSquaredError" or "MeanAbsoluteError" or "Huber" or "SmoothL1" && loss.Target is { } target && AreWholeNumbers(target))
            context.ReportDiagnostic(Diagnostic.Create(Finding, loss.Place.GetLocation(), loss.Name, "numbers of the output's type", "whole numbers",
                "For class labels use CrossEntropy; for counts convert with To(DType.Float32)"));
    }

    // What the loss expects, the advice, and the fix: "loss" and "step" rename the one or the other, "remove" takes the step away.
    private static (string Expects, string Advice, string? Fix, string? Name)? Verdict(string loss, LastStep step) => loss switch
    {
        "CrossEntropy" when Bounded.Contains(step.Name) =>
            ("logits, which may be any number", $"Let the last layer be linear, without {step.Name}", "remove", null),
        "BinaryCrossEntropyWithLogits" when step.Name != "Sigmoid" && (Bounded.Contains(step.Name) || step.Name is "Softmax" or "LogSoftmax") =>
            ("logits, which may be any number", $"Let the last layer be linear, without {step.Name}", "remove", null),
        "BinaryCrossEntropy" when step.IsLinear =>
            ("probabilities", "Use BinaryCrossEntropyWithLogits, which applies the sigmoid itself", "loss", "BinaryCrossEntropyWithLogits"),
        "BinaryCrossEntropy" when step.Name is not ("Sigmoid" or "HardSigmoid" or "Softmax" or "Step") =>
            ("probabilities", $"Put a Sigmoid in the place of {step.Name}, or leave it out and use BinaryCrossEntropyWithLogits", "step", "Sigmoid"),
        "NegativeLogLikelihood" when step.IsLinear =>
            ("logarithms of probabilities", "Use CrossEntropy, which applies the log-softmax itself", "loss", "CrossEntropy"),
        "NegativeLogLikelihood" or "KullbackLeibler" when step.Name == "Softmax" =>
            ("logarithms of probabilities", "Use LogSoftmax", "step", "LogSoftmax"),
        "NegativeLogLikelihood" or "KullbackLeibler" when step.Name is not ("LogSoftmax" or "LogSigmoid") =>
            ("logarithms of probabilities", "Put a LogSoftmax behind the last linear layer", null, null),
        _ => null,
    };

    private static string Says(LastStep step) => step.IsLinear ? $"the output of {step.Name}, which may be any number" : $"the output of {step.Name}";

    // Only what the code itself says: Tensor.From of whole numbers, To(DType.Int64), or a creation with such a type.
    private static bool AreWholeNumbers(IOperation target) => Written.Source(target) is IInvocationOperation call && (call.OpName() is "To"
        ? IsWhole(call.Arguments[call.Arguments.Length - 1].Value)
        : call.TargetMethod.ContainingType.Is("Tensor") && call.TargetMethod.IsStatic
            && (call.TargetMethod is { Name: "From" or "Wrap", TypeArguments: [{ SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }] }
                || call.Arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue && a.Parameter?.Name == "dtype" && IsWhole(a.Value))));

    private static bool IsWhole(IOperation dtype) => dtype is IFieldReferenceOperation { Field: { Name: "Int32" or "Int64", ContainingType: var type } } && type.Is("DType");
}
