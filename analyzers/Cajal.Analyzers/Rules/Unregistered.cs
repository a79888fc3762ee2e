using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Cajal.Analyzers;

/// <summary>CAJ005: a module keeps a parameter, state or module that it never registers. No optimizer moves it and no checkpoint saves it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Unregistered : Rule
{
    internal const string Id = "CAJ005";

    private static readonly DiagnosticDescriptor Finding = new(Id, "A part of a module that is not registered",
        "{0} keeps {1} without registering it: Parameters leaves it out, so no optimizer moves it and no checkpoint saves it. {2} in the constructor.",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page + "#caj005-a-part-of-a-module-that-is-not-registered",
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    private protected override DiagnosticDescriptor Descriptor => Finding;

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSymbolStartAction(Start, SymbolKind.NamedType);

    private static void Start(SymbolStartAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.BaseType.IsA("Module")) return;
        var links = new Links(type);
        context.RegisterOperationAction(c => links.Read(c.Operation), Links.Kinds);
        context.RegisterOperationAction(c =>
        {
            var parameter = ((IParameterReferenceOperation)c.Operation).Parameter;
            // A primary constructor's parameter, read outside of initializers.
            if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && c.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.Constructor })
                links.Keep(parameter);
        }, OperationKind.ParameterReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach (var variable in Kept(type))
            {
                if (!links.IsWritten(variable) || links.IsRegistered(variable)) continue;
                end.ReportDiagnostic(Diagnostic.Create(Finding, variable.Locations[0],
                    ImmutableDictionary<string, string?>.Empty.Add(Fix, RegisterOf(variable)).Add(Name, RegisteredName(variable.Name)), type.Name, variable.Name, Advice(variable)));
            }
        });
    }

    private static string Advice(ISymbol variable) => RegisterOf(variable) is { } register
        ? $"Write {variable.Name} = {register}(\"{RegisteredName(variable.Name)}\", …)"
        : "Register each of them by a name of its own, or keep them in a ModuleList";

    // Null for a list.
    private static string? RegisterOf(ISymbol variable) => TypeOf(variable) switch
    {
        var t when t.IsA("Variable") => "Register",
        var t when t.IsA("Module") => "RegisterModule",
        _ => null,
    };

    // _firstHalf and FirstHalf are registered as firstHalf.
    private static string RegisteredName(string variable)
    {
        string name = variable.TrimStart('_', '@');
        return name.Length == 0 ? variable : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static IEnumerable<ISymbol> Kept(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst)
        .Select(f => f.AssociatedSymbol ?? f).Concat(type.InstanceConstructors.SelectMany(c => c.Parameters))
        .Where(v => TypeOf(v).HoldsParameters() && !v.Locations.IsEmpty && v.Locations[0].IsInSource);

    private static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };
}
