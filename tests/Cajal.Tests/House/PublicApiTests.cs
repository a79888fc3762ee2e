using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Cajal.Tests.House;

public class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Spellings of other languages' libraries that .NET users would stumble over.
    private static readonly string[] Foreign =
        ["lr", "wd", "dim", "dims", "ndim", "keepdim", "keepdims", "idx", "num", "nn", "fn", "eps", "params", "kwargs", "std", "var", "acc", "bs", "reqgrad", "numel"];

    [Fact]
    public void No_public_type_that_holds_tensor_memory_is_disposable_except_the_tape()
    {
        Repository.PublicTypes.Where(IsDisposable).Where(t => t != typeof(Tape) && Holds(t, [])).ShouldBeEmpty();
        Holds(typeof(Tape), []).ShouldBeTrue("the walk over fields must see the tape's tensors, or it proves nothing");
    }

    [Fact]
    public void Public_names_are_spelled_the_NET_way()
    {
        var wrong = new List<string>();
        foreach (var type in Repository.PublicTypes)
        {
            if (!Regex.IsMatch(type.Name, "^[A-Z][A-Za-z0-9]*(`[0-9]+)?$") && !IsGenerated(type.Name)) wrong.Add(type.FullName!);
            foreach (var member in type.GetMembers(Declared).Where(m => !IsGenerated(m.Name) && m is not ConstructorInfo))
            {
                string name = Regex.Replace(member.Name, "^(get_|set_|op_|add_|remove_)", "");
                if (!Regex.IsMatch(name, "^[A-Z][A-Za-z0-9]*$") && type is { IsEnum: false }) wrong.Add($"{type.Name}.{member.Name}");
            }
            foreach (var parameter in type.GetMembers(Declared).OfType<MethodBase>().Where(m => !IsGenerated(m.Name)).SelectMany(m => m.GetParameters()))
            {
                if (parameter.Name is { } p && Words(p).Any(w => Foreign.Contains(w))) wrong.Add($"{type.Name}.{parameter.Member.Name}({p})");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Public_members_say_whether_they_may_be_null()
    {
        var context = new NullabilityInfoContext();
        var unknown = new List<string>();
        foreach (var type in Repository.PublicTypes.Where(t => !IsGenerated(t.Name) && !typeof(Delegate).IsAssignableFrom(t)))
        {
            foreach (var property in type.GetProperties(Declared).Where(p => !p.PropertyType.IsValueType && !p.PropertyType.IsGenericParameter))
                if (context.Create(property).ReadState == NullabilityState.Unknown) unknown.Add($"{type.Name}.{property.Name}");
            foreach (var parameter in type.GetMethods(Declared).Where(m => !IsGenerated(m.Name) && !m.IsSpecialName && !m.IsDefined(typeof(CompilerGeneratedAttribute)))
                .SelectMany(m => m.GetParameters().Append(m.ReturnParameter)))
            {
                if (parameter.ParameterType == typeof(void) || parameter.ParameterType.IsValueType || parameter.ParameterType.IsByRef || parameter.ParameterType.IsPointer || parameter.ParameterType.ContainsGenericParameters) continue;
                var states = context.Create(parameter);
                if ((parameter.Position < 0 ? states.ReadState : states.WriteState) == NullabilityState.Unknown)
                    unknown.Add($"{type.Name}.{parameter.Member.Name}({parameter.Name ?? "result"})");
            }
        }
        unknown.ShouldBeEmpty();
    }

    [Fact]
    public void No_public_fields_but_constants()
    {
        Repository.PublicTypes.Where(t => !t.IsEnum).SelectMany(t => t.GetFields(Declared)).Where(f => !f.IsLiteral && !f.IsInitOnly)
            .Select(f => $"{f.DeclaringType!.Name}.{f.Name}").ShouldBeEmpty();
    }

    private static bool IsGenerated(string name) => name.Contains('<') || name.Contains('$');

    private static bool IsDisposable(Type type) => typeof(IDisposable).IsAssignableFrom(type) || typeof(IAsyncDisposable).IsAssignableFrom(type);

    private static IEnumerable<string> Words(string name) => Regex.Matches(name, "[A-Z]?[a-z0-9]+|[A-Z]+").Select(m => m.Value.ToLowerInvariant());

    private static bool Holds(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return false;
        if (typeof(Tensor).IsAssignableFrom(type) || typeof(Storage).IsAssignableFrom(type)) return true;
        if (type.HasElementType) return Holds(type.GetElementType()!, seen);
        if (type.IsGenericType && type.GetGenericArguments().Any(a => Holds(a, seen))) return true;
        if (type == typeof(Tape) && seen.Count > 1) return false;
        if (type.Namespace?.StartsWith("Cajal", StringComparison.Ordinal) != true) return false;
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
            if (t.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly).Any(f => Holds(f.FieldType, seen))) return true;
        return false;
    }
}
