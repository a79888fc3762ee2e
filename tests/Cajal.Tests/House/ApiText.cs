using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cajal.Tests.House;

/// <summary>What an assembly promises its users, a line for each type and member, in an order that follows from the names alone.</summary>
/// <remarks>Members of extension blocks stand in their class, after what they extend. What the compiler writes for every record is left out.</remarks>
internal static class ApiText
{
    private static readonly SymbolDisplayFormat MemberFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeAccessibility,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature, extensionMethodStyle: SymbolDisplayExtensionMethodStyle.StaticMethod,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor, typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private static readonly SymbolDisplayFormat TypeFormat = MemberFormat.WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType);

    // Every record has these, with bodies that follow from its properties.
    private static readonly string[] OfRecords = ["Equals", "GetHashCode", "ToString", "PrintMembers", "EqualityContract", "op_Equality", "op_Inequality", "<Clone>$", "Deconstruct"];

    /// <summary>The public and protected types and members of an assembly file.</summary>
    public static string[] Of(string file)
    {
        var reference = MetadataReference.CreateFromFile(file);
        var compilation = CSharpCompilation.Create("Reader", references: [reference, .. PlatformReferences.All.Where(p => Path.GetFileName(p.FilePath) != Path.GetFileName(file))]);
        var assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;
        return [.. TypesIn(assembly.GlobalNamespace).OrderBy(t => t.ToDisplayString(), StringComparer.Ordinal).SelectMany(LinesOf)];
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol place)
    {
        foreach (var type in place.GetTypeMembers().Where(t => IsVisible(t) && t.CanBeReferencedByName))
        {
            yield return type;
            foreach (var nested in TypesIn(type)) yield return nested;
        }
        if (place is not INamespaceSymbol space) yield break;
        foreach (var type in space.GetNamespaceMembers().SelectMany(TypesIn)) yield return type;
    }

    private static IEnumerable<string> LinesOf(INamedTypeSymbol type)
    {
        string kind = (type.IsStatic ? "static " : type is { IsAbstract: true, TypeKind: TypeKind.Class } ? "abstract " : type is { IsSealed: true, TypeKind: TypeKind.Class } ? "sealed " : "");
        var bases = (type.BaseType is { SpecialType: SpecialType.None } parent ? new[] { parent } : []).Concat(type.Interfaces
            .Where(i => IsVisible(i) && !(type.IsRecord && i.Name == "IEquatable")).OrderBy(i => i.ToDisplayString(), StringComparer.Ordinal)).ToArray();
        string after = bases.Length == 0 || type.TypeKind is TypeKind.Enum or TypeKind.Delegate ? "" : " : " + string.Join(", ", bases.Select(b => b.ToDisplayString(MemberFormat)));
        yield return $"{type.ContainingNamespace.ToDisplayString()}: {kind}{type.ToDisplayString(TypeFormat)}{after}";
        if (type.TypeKind == TypeKind.Delegate) yield break;
        var own = type.GetMembers().Where(m => IsPromised(type, m)).Select(m => "  " + m.ToDisplayString(MemberFormat));
        var extending = type.GetTypeMembers().Where(block => block.IsExtension).SelectMany(block => block.GetMembers().Where(m => IsPromised(block, m))
            .Select(m => $"  extension({block.ExtensionParameter?.ToDisplayString(MemberFormat)}) {m.ToDisplayString(MemberFormat)}"));
        foreach (string line in own.Concat(extending).Distinct().Order(StringComparer.Ordinal)) yield return line;
    }

    private static bool IsPromised(INamedTypeSymbol type, ISymbol member) => member switch
    {
        INamedTypeSymbol => false,
        IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove or MethodKind.StaticConstructor } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 } when type.IsValueType => false,
        IFieldSymbol { IsImplicitlyDeclared: true } => false,
        _ => IsVisible(member) && !(type.IsRecord && OfRecords.Contains(member.Name)),
    };

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public
        || (symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal && symbol.ContainingType?.IsSealed != true);
}
