namespace Cajal.Training;

/// <summary>One tensor in a safetensors header: bytes <paramref name="Begin"/> to <paramref name="End"/> of the data.</summary>
internal readonly record struct SafeTensorsEntry(string Name, DType DType, Shape Shape, long Begin, long End)
{
    /// <summary>The format's word for an element type.</summary>
    public static string Word(DType dtype) => dtype switch
    {
        DType.Float32 => "F32",
        DType.Float64 => "F64",
        DType.Int32 => "I32",
        DType.Int64 => "I64",
        _ => "BOOL",
    };

    /// <summary>The element type of a word; null for one a tensor cannot have (F16, BF16, U8, …).</summary>
    public static DType? OfWord(string word) => word switch
    {
        "F32" => DType.Float32,
        "F64" => DType.Float64,
        "I32" => DType.Int32,
        "I64" => DType.Int64,
        "BOOL" => DType.Bool,
        _ => null,
    };
}
