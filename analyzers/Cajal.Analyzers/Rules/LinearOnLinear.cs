using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>CAJ002: linear layers (or convolutions) one after the other without an activation between: W₂(W₁x + b₁) + b₂ = Wx + b, one linear layer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LinearOnLinear : Rule
{
    internal const string Id = "CAJ002";

    private static readonly DiagnosticDescriptor Finding = new(Id, "Linear layers without an activation between",
        "{0} follows {1} without an activation between: together they are one linear map. Put an activation between them.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page + "#caj002-linear-layers-without-an-activation-between");

    private protected override DiagnosticDescriptor Descriptor => Finding;

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Look, OperationKind.Invocation, OperationKind.ObjectCreation);

    private static void Look(OperationAnalysisContext context)
    {
        if (context.Operation is IObjectCreationOperation creation && creation.Type.Is(Chain.Nested)) LookAtChain(context, creation);
        else if (context.Operation is IInvocationOperation call && call.IsForward() && call.Instance!.Type.IsLinear()) LookAtCall(context, call);
    }

    // new Sequential(…, new Linear(…), new Linear(…), …). Networks among the layers (a coder and a decoder) have borders of their own.
    private static void LookAtChain(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        (string Name, IOperation Layer)? before = null;
        foreach (var element in Chain.Elements(creation))
        {
            string? name = element is null ? null : Chain.NameOf(element);
            if (name is "Dropout" or Chain.Identity) continue;
            bool linear = name is not null && element is not null && new LastStep(name, element.Syntax).IsLinear && !IsGrouped(element);
            if (linear && before is { } first) Report(context, element!.Syntax, first.Layer.Syntax, name!, first.Name);
            before = linear ? (name!, element!) : null;
        }
    }

    // second.Forward(first.Forward(x)), also through variables.
    private static void LookAtCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        var input = Written.Source(call.Arguments[0].Value);
        while (input is IInvocationOperation view && view.OpName() is { } op && Vocabulary.Rearranging.Contains(op)) input = Written.Source(view.Input()!);
        if (input is IInvocationOperation inner && inner.IsForward() && inner.Instance!.Type.IsLinear() && !IsGrouped(inner.Instance) && !IsGrouped(call.Instance!))
            Report(context, call.Syntax, inner.Syntax, call.Instance!.Type!.Name, inner.Instance.Type!.Name);
    }

    // A convolution by groups and one that mixes them are a factored convolution, and meant so.
    private static bool IsGrouped(IOperation layer) => Written.Source(layer) is IObjectCreationOperation creation && creation.Arguments.Argument("groups") is not null;

    private static void Report(OperationAnalysisContext context, SyntaxNode second, SyntaxNode first, string name, string before) =>
        context.ReportDiagnostic(Found(Finding, second, first, null, null, name, before));
}
