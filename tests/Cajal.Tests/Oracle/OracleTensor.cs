using System.Globalization;
using System.Text.Json;

namespace Cajal.Tests.Oracle;

/// <summary>A tensor as the oracle writes it: shape, element type (f64, i64 or bool) and numbers in row-major order.</summary>
internal sealed record OracleTensor(int[] Sizes, string Type, double[] Values)
{
    public static OracleTensor Read(JsonElement json)
    {
        int[] sizes = [.. json.GetProperty("shape").EnumerateArray().Select(s => s.GetInt32())];
        string type = json.GetProperty("dtype").GetString()!;
        if (type is not ("f64" or "i64" or "bool")) throw new NotUnderstoodException($"a tensor of the element type '{type}'");
        return new OracleTensor(sizes, type, [.. json.GetProperty("data").EnumerateArray().Select(Number)]);
    }

    /// <summary>The tensor; real numbers in the element type under test.</summary>
    public Tensor In(DType dtype) => Tensor.From(Values, Sizes).To(Type switch { "f64" => dtype, "i64" => DType.Int64, _ => DType.Bool });

    // Numbers that JSON cannot write are written as words; true and false may stand for 1 and 0.
    public static double Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => double.Parse(json.GetString()!, CultureInfo.InvariantCulture),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => json.GetDouble(),
    };
}
