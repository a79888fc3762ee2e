using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cajal.Analyzers;

/// <summary>How one property of a row is read, as C#.</summary>
internal static class RowColumnSource
{
    /// <summary>The line that makes a column of a property; null for a type that is neither numbers nor words.</summary>
    public static string? Of(IPropertySymbol property, string row, AttributeData? target)
    {
        bool isNullable = property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        var type = isNullable ? ((INamedTypeSymbol)property.Type).TypeArguments[0] : property.Type;
        string value = "row." + Escaped(property.Name), name = SymbolDisplay.FormatLiteral(property.Name, quote: true), column = "global::Cajal.Data.RowColumn", answer = Answer(target);
        string Word(string read) => $"{column}.Word<{row}>({name}, static row => {read}{answer})";
        string Number(string whole) => $"{column}.Number<{row}>({name}, static row => (double?){value}{whole}{answer})";
        return type.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => Number(""),
            SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
                or SpecialType.System_Int64 or SpecialType.System_UInt64 => Number(", isWhole: true"),
            SpecialType.System_String => Word(value),
            SpecialType.System_Boolean => Word(isNullable ? $"{value} is bool yes ? yes ? \"true\" : \"false\" : null" : $"{value} ? \"true\" : \"false\""),
            SpecialType.System_Char => Word(isNullable ? $"{value}?.ToString()" : $"{value}.ToString()"),
            _ when type.TypeKind == TypeKind.Enum => Word(Names((INamedTypeSymbol)type, value, isNullable)),
            _ => null,
        };
    }

    /// <summary>A name as it stands in C#, keywords included.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Answer(AttributeData? target)
    {
        if (target is null) return "";
        return target.ConstructorArguments.Length == 1 ? $", isTarget: true, task: (global::Cajal.Data.TaskKind){target.ConstructorArguments[0].Value}" : ", isTarget: true";
    }

    // A switch over the names: nothing is looked up at run time. A value without a name is its number.
    private static string Names(INamedTypeSymbol type, string value, bool isNullable)
    {
        string full = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var seen = new HashSet<object>();
        var names = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue && seen.Add(f.ConstantValue!));
        string arms = string.Concat(names.Select(f => $"{full}.{Escaped(f.Name)} => {SymbolDisplay.FormatLiteral(f.Name, quote: true)}, "));
        return $"{value} switch {{ {(isNullable ? "null => null, " : "")}{arms}var other => ((long)other{(isNullable ? ".Value" : "")}).ToString(global::System.Globalization.CultureInfo.InvariantCulture) }}";
    }
}
