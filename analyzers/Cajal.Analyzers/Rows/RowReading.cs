using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cajal.Analyzers;

/// <summary>What a type with <c>[TrainingRow]</c> is made of: its columns as C#, or what keeps it from being a row.</summary>
internal sealed class RowReading
{
    /// <summary>The attribute that makes a type a row.</summary>
    public const string Attribute = "Cajal.Data.TrainingRowAttribute";

    private readonly List<(ISymbol Place, string Sentence)> troubles = [];
    private readonly List<string> columns = [];

    public RowReading(INamedTypeSymbol type)
    {
        if (type.IsGenericType) Say(type, "'{0}' has type parameters, and a row has none; write a row for each type");
        for (var part = type; part is not null; part = part.ContainingType)
        {
            if (!part.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax declared && declared.Modifiers.Any(SyntaxKind.PartialKeyword)))
                Say(part, "'{0}' is not partial, so its columns cannot be added to it; write 'partial' before its kind");
            if (part.IsFileLocal) Say(part, "'{0}' is seen in its file only, and its columns stand in another; leave 'file' out");
        }
        Read(type);
    }

    /// <summary>What keeps it from being a row, each a sentence.</summary>
    public IReadOnlyList<(ISymbol Place, string Sentence)> Troubles => troubles;

    /// <summary>The lines that make its columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    private void Read(INamedTypeSymbol type)
    {
        string row = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        IPropertySymbol? target = null;
        foreach (var property in Properties(type))
        {
            if (Marked(property, type, "Ignore") is not null) continue;
            var answer = Marked(property, type, "Target");
            if (answer is not null && target is not null) Say(property, $"'{{0}}' is a second target beside '{target.Name}'; one is learned at a time, so mark one and ignore the other");
            if (answer is not null) target = property;
            if (RowColumnSource.Of(property, row, answer) is { } column) columns.Add(column);
            else Say(property, $"'{{0}}' is of the type {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which is no column: numbers, bool, string, char and enums are. "
                + "Give the row a number or a word made of it, or mark it with [Ignore]");
        }
        if (troubles.Count == 0 && columns.Count - (target is null ? 0 : 1) == 0)
            Say(type, "'{0}' has no public property to learn from; a column is a public property that can be read");
    }

    // Those of base types come first, as they do in the text.
    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var chain = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType) chain.Insert(0, part);
        var last = new Dictionary<string, IPropertySymbol>();
        var order = new List<string>();
        foreach (var property in chain.SelectMany(t => t.GetMembers().OfType<IPropertySymbol>()))
        {
            if (property.IsStatic || property.IsIndexer || property.DeclaredAccessibility != Accessibility.Public || property.GetMethod is not { DeclaredAccessibility: Accessibility.Public }) continue;
            if (!last.ContainsKey(property.Name)) order.Add(property.Name);
            last[property.Name] = property;
        }
        return order.Select(name => last[name]);
    }

    // In record House(double Area, [Target] double Price) the attribute stands on the parameter.
    private static AttributeData? Marked(IPropertySymbol property, INamedTypeSymbol type, string attribute) => property.GetAttributes()
        .Concat(type.InstanceConstructors.SelectMany(c => c.Parameters).Where(p => p.Name == property.Name).SelectMany(p => p.GetAttributes()))
        .FirstOrDefault(a => a.AttributeClass is { ContainingNamespace: { Name: "Data", ContainingNamespace.Name: "Cajal" } } known && known.Name == attribute + "Attribute");

    private void Say(ISymbol place, string sentence) => troubles.Add((place, string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, place.Name)));
}
