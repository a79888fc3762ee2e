using System.Globalization;

namespace Cajal.CSharp;

/// <summary>Numbers as C# writes them.</summary>
internal static class Literal
{
    public static string TypeName<T>() => typeof(T) == typeof(float) ? "float" : typeof(T) == typeof(long) ? "long" : typeof(T) == typeof(int) ? "int" : "bool";

    /// <exception cref="CSharpException">No program is written for the type.</exception>
    public static string TypeName(DType type) => type switch
    {
        DType.Float32 => "float",
        DType.Int64 => "long",
        DType.Int32 => "int",
        DType.Bool => "bool",
        _ => throw new CSharpException($"The network computes with {type}, and a program is written for Float32; convert it first."),
    };

    public static string Number(double value) => Number((float)value);

    public static string Number(float value) => float.IsNaN(value) ? "float.NaN" : float.IsPositiveInfinity(value) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(value) ? "float.NegativeInfinity" : value.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Double(double value) => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";

    public static string Ints(IEnumerable<int> values) => $"[{string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture)))}]";

    public static string List<T>(T[] values) where T : unmanaged => $"[{string.Join(", ", values.Select(v => Of(v)))}]";

    public static string Of(object value) => value switch
    {
        float f => Number(f),
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A text between quotation marks.</summary>
    public static string Text(string text) => "\"" + string.Concat(text.Select(c => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        < ' ' or '\u2028' or '\u2029' or '\u007f' or '\u0085' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    })) + "\"";
}
