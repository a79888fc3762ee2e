using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Cajal.Analyzers;

/// <summary>CAJ006: a tensor that was computed while a tape was open, and is read after it has ended: its memory has gone back to the pool.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AfterTheTape : Rule
{
    internal const string Id = "CAJ006";

    private static readonly DiagnosticDescriptor Finding = new(Id, "A tensor outlives its tape",
        "{0} was computed while {1} recorded, and is used after it has ended: its memory goes back when the tape ends. {2}.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page + "#caj006-a-tensor-outlives-its-tape");

    // What is known of a tensor without reading its numbers.
    private static readonly HashSet<string> OutsideMemory = ["Shape", "Rank", "Count", "DType", "Device"];

    private protected override DiagnosticDescriptor Descriptor => Finding;

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Look, OperationKind.Using, OperationKind.UsingDeclaration);

    private static void Look(OperationAnalysisContext context)
    {
        if (Scope(context.Operation) is not var (scope, inside, tape)) return;
        // What runs in a pause is not recorded, and its memory is its own.
        if (inside.Any(o => o is IInvocationOperation { TargetMethod.Name: "Pause" } call && call.TargetMethod.ContainingType.Is("Tape"))) return;
        var owner = Owner(context.Operation);
        foreach (var operation in inside)
        {
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } returned } && Owner(operation) == owner)
                foreach (var value in Parts(returned).Where(v => Recorded.IsIn(scope, v))) Report(context, value, value, tape);
            else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment && IsOutside(local, scope)
                && Recorded.IsIn(scope, assignment.Value) && ReadAfter(owner, scope, local) is { } read)
                Report(context, read, assignment.Value, tape);
            else if (operation is IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation { Local: var list }, Arguments: [var added] } && IsOutside(list, scope)
                && list.Type is INamedTypeSymbol { TypeArguments: [var element] } && element.IsA("Tensor") && Recorded.IsIn(scope, added.Value) && ReadAfter(owner, scope, list) is not null)
                Report(context, added.Value, added.Value, tape);
        }
    }

    // using (var tape = Tape.Start()) { … }, or using var tape = Tape.Start(); and the rest of the block.
    private static (TextSpan Scope, IReadOnlyList<IOperation> Inside, string Tape)? Scope(IOperation operation)
    {
        (IOperation? declared, IOperation[] statements) = operation switch
        {
            IUsingOperation block => (block.Resources, new[] { block.Body }),
            IUsingDeclarationOperation { Parent: IBlockOperation block } declaration =>
                ((IOperation?)declaration.DeclarationGroup, block.Operations.Skip(block.Operations.IndexOf(declaration) + 1).ToArray()),
            _ => (null, []),
        };
        if (declared is null || statements.Length == 0) return null;
        var starts = declared.DescendantsAndSelf().OfType<IInvocationOperation>().Any(c => c.TargetMethod.Name == "Start" && c.TargetMethod.ContainingType.Is("Tape"));
        if (!starts) return null;
        string name = declared.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault()?.Symbol.Name ?? "the tape";
        return (TextSpan.FromBounds(statements[0].Syntax.SpanStart, statements[statements.Length - 1].Syntax.Span.End), [.. statements.SelectMany(s => s.DescendantsAndSelf())], name);
    }

    private static IOperation Owner(IOperation operation)
    {
        while (operation.Parent is not null && operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation)) operation = operation.Parent;
        return operation;
    }

    // A returned value, or those it is made of.
    private static IEnumerable<IOperation> Parts(IOperation value) => Written.Plain(value) switch
    {
        ITupleOperation tuple => tuple.Elements.SelectMany(Parts),
        ICollectionExpressionOperation list => list.Elements.SelectMany(Parts),
        IArrayCreationOperation { Initializer: { } list } => list.ElementValues.SelectMany(Parts),
        IConditionalOperation { WhenFalse: { } other } choice => Parts(choice.WhenTrue).Concat(Parts(other)),
        var plain => [plain],
    };

    private static bool IsOutside(ILocalSymbol local, TextSpan scope) =>
        local.DeclaringSyntaxReferences is [var declaration] && declaration.Span.End <= scope.Start;

    // The first reading behind the scope, unless the variable is written again before it.
    private static IOperation? ReadAfter(IOperation owner, TextSpan scope, ILocalSymbol local)
    {
        var uses = owner.Descendants().OfType<ILocalReferenceOperation>()
            .Where(r => r.Syntax.SpanStart >= scope.End && SymbolEqualityComparer.Default.Equals(r.Local, local)).OrderBy(r => r.Syntax.SpanStart);
        foreach (var use in uses)
        {
            if (IsWrite(use)) return null;
            if (ReadsNumbers(use)) return use;
        }
        return null;
    }

    private static bool IsWrite(IOperation use) =>
        use.Parent is IAssignmentOperation { Target: var target } && target == use || use.Parent is ITupleOperation { Parent: IDeconstructionAssignmentOperation };

    private static bool ReadsNumbers(IOperation use) => use.Parent switch
    {
        IPropertyReferenceOperation property => !OutsideMemory.Contains(property.Property.Name),
        IIsPatternOperation or INameOfOperation => false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => false,
        IConversionOperation conversion => ReadsNumbers(conversion),
        _ => true,
    };

    private static void Report(OperationAnalysisContext context, IOperation place, IOperation value, string tape)
    {
        bool tensor = Written.Plain(value).Type.IsA("Tensor");
        string text = place.Syntax.ToString();
        context.ReportDiagnostic(Found(Finding, place.Syntax, value.Syntax, tensor ? "keep" : null, null,
            text.Length <= 40 ? $"'{text}'" : "This", tape, tensor ? "Keep() takes it along" : "Use the gradients while it is open, or keep those you need with Keep()"));
    }
}
