using System.Reflection;

namespace Cajal.Tests.Contracts;

/// <summary>Samples that test classes bring along: the static property <c>Samples</c> of every class of this project. So a new op, layer or
/// optimizer needs no file but its own and its test's.</summary>
internal static class Samples
{
    /// <summary>All samples of a kind.</summary>
    public static IEnumerable<T> Of<T>() =>
        from type in typeof(Samples).Assembly.GetTypes().OrderBy(t => t.FullName, StringComparer.Ordinal)
        where !type.ContainsGenericParameters
        let property = type.GetProperty("Samples", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where property is not null && property.PropertyType.IsAssignableTo(typeof(IEnumerable<T>))
        from sample in (IEnumerable<T>)property.GetValue(null)!
        select sample;
}
