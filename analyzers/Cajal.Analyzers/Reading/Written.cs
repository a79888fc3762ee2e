using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>What was written into a variable: the value that certainly stands in it where it is read, or nothing where more than one could.</summary>
internal static class Written
{
    // A longer chain of variables is taken as unknown.
    private const int Farthest = 32;

    /// <summary>The expression that made a value: conversions and brackets are left out, variables followed to what was written into them.</summary>
    public static IOperation Source(IOperation value)
    {
        for (int i = 0; i < Farthest; i++)
        {
            value = Plain(value);
            var before = value switch
            {
                ILocalReferenceOperation local => OfLocal(local, local.Local),
                IFieldReferenceOperation field => OfMember(field, field.Field),
                IPropertyReferenceOperation property => OfMember(property, property.Property),
                IInvocationOperation { TargetMethod.Name: "Register" or "RegisterModule", Arguments.Length: 2 } call => call.Arguments[1].Value,
                _ => null,
            };
            if (before is null) break;
            value = before;
        }
        return value;
    }

    /// <summary>The value without conversions, brackets and the assignment it stands in.</summary>
    public static IOperation Plain(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion: value = conversion.Operand; break;
                case IParenthesizedOperation brackets: value = brackets.Operand; break;
                case ISimpleAssignmentOperation assignment: value = assignment.Value; break;
                case IDelegateCreationOperation creation: value = creation.Target; break;
                default: return value;
            }
        }
    }

    /// <summary>True when something in here writes the local variable.</summary>
    public static bool Writes(IOperation here, ILocalSymbol local) => here.DescendantsAndSelf().Any(o => o switch
    {
        IVariableDeclaratorOperation d => Same(d.Symbol, local),
        IAssignmentOperation a => a.Target.DescendantsAndSelf().Any(t => t is ILocalReferenceOperation r && Same(r.Local, local)),
        IIncrementOrDecrementOperation i => i.Target is ILocalReferenceOperation r && Same(r.Local, local),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } a => a.Value.DescendantsAndSelf().Any(t => t is ILocalReferenceOperation r && Same(r.Local, local)),
        IDeclarationPatternOperation p => Same(p.DeclaredSymbol, local),
        _ => false,
    });

    // The last statement before the use that surely ran and wrote the variable, with no write in between that may or may not have run.
    private static IOperation? OfLocal(IOperation use, ILocalSymbol local)
    {
        bool captured = false;
        var child = use;
        for (var parent = use.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IBlockOperation block)
            {
                for (int i = block.Operations.IndexOf(child) - 1; i >= 0; i--)
                {
                    if (By(block.Operations[i], local) is { } value) return captured && IsWrittenTwice(use, local) ? null : value;
                    if (Writes(block.Operations[i], local)) return null;
                }
            }
            if (parent is ILoopOperation && Writes(parent, local)) return null;
            captured |= parent is IAnonymousFunctionOperation or ILocalFunctionOperation;
        }
        return null;
    }

    private static bool IsWrittenTwice(IOperation use, ILocalSymbol local)
    {
        var root = use;
        while (root.Parent is not null) root = root.Parent;
        return root.Descendants().Count(o => o is IVariableDeclaratorOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IArgumentOperation
            && Writes(o, local) && !o.Descendants().Any(inner => inner is IVariableDeclaratorOperation or IAssignmentOperation && Writes(inner, local))) > 1;
    }

    // The value a statement as a whole writes into the variable.
    private static IOperation? By(IOperation statement, ILocalSymbol local) => statement switch
    {
        IVariableDeclarationGroupOperation group => group.Declarations.SelectMany(d => d.Declarators).FirstOrDefault(d => Same(d.Symbol, local))?.GetVariableInitializer()?.Value,
        IUsingDeclarationOperation declaration => By(declaration.DeclarationGroup, local),
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: ILocalReferenceOperation r } a } => Same(r.Local, local) ? a.Value : null,
        IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation a } => Part(a.Target, a.Value, local),
        _ => null,
    };

    private static IOperation? Part(IOperation target, IOperation value, ILocalSymbol local)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is not ITupleOperation names || Plain(value) is not ITupleOperation values) return null;
        for (int i = 0; i < names.Elements.Length; i++)
        {
            var name = names.Elements[i] is IDeclarationExpressionOperation d ? d.Expression : names.Elements[i];
            if (name is ILocalReferenceOperation r && Same(r.Local, local)) return values.Elements[i];
        }
        return null;
    }

    // A field or property that is written in one place of its class, in the file that is being read.
    private static IOperation? OfMember(IOperation use, ISymbol member)
    {
        if (member.DeclaringSyntaxReferences.Length != 1 || member.ContainingType.DeclaringSyntaxReferences.Length != 1 || use.SemanticModel is not { } model) return null;
        var place = member.DeclaringSyntaxReferences[0].GetSyntax();
        if (place.SyntaxTree != model.SyntaxTree) return null;
        var initial = place switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax { ExpressionBody: null } property => property.Initializer?.Value,
            _ => null,
        };
        if (place is PropertyDeclarationSyntax { ExpressionBody: not null }) return null;
        bool open = member switch
        {
            IFieldSymbol f => !f.IsReadOnly && f.DeclaredAccessibility != Accessibility.Private,
            IPropertySymbol p => p.SetMethod is { DeclaredAccessibility: not Accessibility.Private, IsInitOnly: false },
            _ => true,
        };
        if (open) return null;
        var values = new List<ExpressionSyntax?>();
        if (initial is not null) values.Add(initial);
        foreach (var assignment in member.ContainingType.DeclaringSyntaxReferences[0].GetSyntax().DescendantNodes().OfType<AssignmentExpressionSyntax>())
            foreach (var (name, value) in Pairs(assignment.Left, assignment.Right))
                if (NameOf(name) == member.Name && Same(model.GetSymbolInfo(name).Symbol, member))
                    values.Add(assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? value : null);
        return values.Count == 1 && values[0] is { } one ? model.GetOperation(one) : null;
    }

    private static IEnumerable<(ExpressionSyntax Name, ExpressionSyntax? Value)> Pairs(ExpressionSyntax left, ExpressionSyntax right)
    {
        if (left is not TupleExpressionSyntax names) return [(left, right)];
        var values = right as TupleExpressionSyntax;
        return names.Arguments.Select((a, i) => (a.Expression, values is not null && i < values.Arguments.Count ? values.Arguments[i].Expression : null));
    }

    private static string? NameOf(ExpressionSyntax name) => name switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool Same(ISymbol? a, ISymbol? b) => SymbolEqualityComparer.Default.Equals(a, b);
}
