namespace Cajal.Training;

/// <summary>One tensor in a safetensors header: bytes <paramref name="Begin"/> to <paramref name="End"/> of the data.</summary>
internal readonly record struct SafeTensorsEntry(string Name, StoredType Type, Shape Shape, long Begin, long End)
{
    private static readonly (StoredType Type, string Word)[] Words =
    [
        (StoredType.Float64, "F64"), (StoredType.Float32, "F32"), (StoredType.Float16, "F16"), (StoredType.BFloat16, "BF16"),
        (StoredType.Float8E4M3, "F8_E4M3"), (StoredType.Float8E5M2, "F8_E5M2"),
        (StoredType.Int64, "I64"), (StoredType.Int32, "I32"), (StoredType.Int16, "I16"), (StoredType.Int8, "I8"),
        (StoredType.UInt64, "U64"), (StoredType.UInt32, "U32"), (StoredType.UInt16, "U16"), (StoredType.UInt8, "U8"), (StoredType.Bool, "BOOL"),
    ];

    /// <summary>All words of the format that are read.</summary>
    public static string AllWords => string.Join(", ", Words.Select(w => w.Word));

    /// <summary>The format's word for an element type.</summary>
    public static string Word(StoredType type) => Words.Single(w => w.Type == type).Word;

    /// <summary>The element type of a word; null for one that is unknown.</summary>
    public static StoredType? OfWord(string word)
    {
        foreach (var (type, known) in Words)
            if (known == word) return type;
        return null;
    }
}
