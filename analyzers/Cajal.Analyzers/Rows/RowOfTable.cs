using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cajal.Analyzers;

/// <summary>CAJ101: a type with <c>[TrainingRow]</c> that cannot be a row of a table..</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RowOfTable : Rule
{
    internal const string Id = "CAJ101";

    private static readonly DiagnosticDescriptor Finding = new(Id, "A row that cannot be one of a table", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: Page + "#caj101-a-row-that-cannot-be-one-of-a-table");

    private protected override DiagnosticDescriptor Descriptor => Finding;

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(RowReading.Attribute) is not { } attribute) return;
        context.RegisterSymbolAction(symbol => Look(symbol, attribute), SymbolKind.NamedType);
    }

    private static void Look(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.GetAttributes().Any(a => attribute.Equals(a.AttributeClass, SymbolEqualityComparer.Default))) return;
        foreach (var (place, sentence) in new RowReading(type).Troubles)
            context.ReportDiagnostic(Diagnostic.Create(Finding, place.Locations.FirstOrDefault(l => l.IsInSource) ?? type.Locations[0], sentence));
    }
}
