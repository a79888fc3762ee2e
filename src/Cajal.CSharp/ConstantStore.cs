using System.Globalization;
using System.Runtime.InteropServices;

namespace Cajal.CSharp;

/// <summary>Numbers that a program keeps: short lists in its text, long ones side by side in the weights.</summary>
internal sealed class ConstantStore
{
    private const int MostInText = 12, Alignment = 8;

    private readonly Dictionary<Tensor, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly List<string> fields = [];
    private readonly List<byte> bytes = [];

    /// <summary>Declarations of the fields.</summary>
    public IReadOnlyList<string> Fields => fields;

    /// <summary>What the long ones are read from.</summary>
    public byte[] Bytes => [.. bytes];

    /// <summary>The field of a tensor.</summary>
    public string NameOf(Tensor tensor, string hint) => names.TryGetValue(tensor, out string? name) ? name : names[tensor] = tensor.DType switch
    {
        DType.Float32 => Add(hint, tensor.ToArray<float>(), tensor.Shape),
        DType.Int64 => Add(hint, tensor.ToArray<long>(), tensor.Shape),
        DType.Int32 => Add(hint, tensor.ToArray<int>(), tensor.Shape),
        DType.Bool => Add(hint, tensor.ToArray<bool>(), tensor.Shape),
        _ => throw new CSharpException($"The network keeps {tensor.DType} {tensor.Shape}, and a program is written for Float32; convert it first."),
    };

    /// <summary>A field with numbers of its own.</summary>
    public string Add<T>(string hint, T[] values, Shape shape) where T : unmanaged
    {
        string name = Free(Identifier(hint)), type = Literal.TypeName<T>();
        if (values.Length <= MostInText) fields.Add($"private static readonly {type}[] {name} = {Literal.List(values)};");
        else
        {
            bytes.AddRange(new byte[(Alignment - bytes.Count % Alignment) % Alignment]);
            fields.Add(string.Create(CultureInfo.InvariantCulture, $"private static readonly {type}[] {name} = Stored<{type}>({bytes.Count}, {values.Length}); // {shape}"));
            bytes.AddRange(MemoryMarshal.AsBytes(values.AsSpan()));
        }
        return name;
    }

    // reader.weight_ih_l0 → ReaderWeightIhL0, 0.weight → Layer0Weight
    private static string Identifier(string name)
    {
        var words = name.Split(['.', '_', ' ', '-', '/', ':'], StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(char.IsAsciiLetterOrDigit))).Where(w => w.Length > 0);
        string joined = string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        return joined.Length == 0 ? "Constant" : char.IsAsciiDigit(joined[0]) ? "Layer" + joined : joined;
    }

    private string Free(string wanted)
    {
        string name = wanted;
        for (int i = 2; HelperLibrary.IsTaken(name) || !taken.Add(name); i++) name = FormattableString.Invariant($"{wanted}Of{i}");
        return name;
    }
}
