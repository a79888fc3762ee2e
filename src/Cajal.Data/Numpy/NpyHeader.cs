using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Cajal.Data;

/// <summary>The beginning of a NumPy array file: \x93NUMPY, two bytes of version, the length of a text, and in it the words descr, fortran_order and shape.</summary>
/// <remarks>Source: numpy.lib.format, versions 1.0 to 3.0.</remarks>
/// <param name="Type">How a number is stored.</param>
/// <param name="IsBigEndian">Whether the byte of most weight comes first.</param>
/// <param name="IsColumnMajor">Whether the first axis lies side by side, as in Fortran.</param>
/// <param name="Shape">Sizes of the axes.</param>
internal sealed record NpyHeader(StoredType Type, bool IsBigEndian, bool IsColumnMajor, Shape Shape)
{
    private const int MostBytes = 1 << 16;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file begins as an array of NumPy.</summary>
    public static bool IsMagic(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads it; the stream then stands at the first number.</summary>
    /// <exception cref="DatasetException">It is damaged, or its elements are no numbers.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        int read = DataFile.ReadFully(stream, start[..8]);
        if (!IsMagic(start[..read])) throw Damaged(name, $"it begins with the bytes {Convert.ToHexStringLower(start[..read])}, and not with \\x93NUMPY");
        int version = start[6];
        if (version is < 1 or > 3) throw Damaged(name, $"it has the version {version}.{start[7]}, and versions 1 to 3 are known");
        int wide = version == 1 ? 2 : 4;
        if (DataFile.ReadFully(stream, start.Slice(8, wide)) < wide) throw Damaged(name, "it ends within its header");
        uint length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > MostBytes) throw Damaged(name, $"it says its header has {length} bytes, and more than {MostBytes} are not plausible");
        byte[] text = new byte[length];
        if (DataFile.ReadFully(stream, text) < text.Length) throw Damaged(name, "it ends within its header");
        return Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text), name);
    }

    /// <summary>The bytes of a header of version 1.0, row-major and little endian, padded so that the numbers begin at a multiple of 64.</summary>
    public static byte[] Write(StoredType type, Shape shape)
    {
        string sizes = string.Join(", ", shape.ToArray().Select(s => s.ToString(CultureInfo.InvariantCulture))) + (shape.Rank == 1 ? "," : "");
        string text = $"{{'descr': '{Words.Single(w => w.Type == type).Word switch { [_, '1'] w => "|" + w, var w => "<" + w }}', 'fortran_order': False, 'shape': ({sizes}), }}";
        int padded = (10 + text.Length + 1 + 63) / 64 * 64;
        byte[] bytes = new byte[padded];
        Magic.CopyTo(bytes, 0);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(padded - 10));
        bytes.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(10));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    private static readonly (StoredType Type, string Word)[] Words =
    [
        (StoredType.Float64, "f8"), (StoredType.Float32, "f4"), (StoredType.Float16, "f2"),
        (StoredType.Int64, "i8"), (StoredType.Int32, "i4"), (StoredType.Int16, "i2"), (StoredType.Int8, "i1"),
        (StoredType.UInt64, "u8"), (StoredType.UInt32, "u4"), (StoredType.UInt16, "u2"), (StoredType.UInt8, "u1"), (StoredType.Bool, "b1"),
    ];

    private static NpyHeader Parse(string text, string name)
    {
        var entries = new LiteralReader(text, name).Entries();
        if (!entries.TryGetValue("descr", out object? descr) || !entries.TryGetValue("fortran_order", out object? order) || !entries.TryGetValue("shape", out object? shape)
            || order is not bool isColumnMajor || shape is not long[] sizes)
            throw Damaged(name, "its header lacks descr, fortran_order or shape");
        if (descr is not string { Length: >= 3 } word || Words.FirstOrDefault(w => w.Word == word[1..]) is not { Word: not null } known || word[0] is not ('<' or '>' or '|' or '='))
            throw new DatasetException($"'{name}' holds elements of the type '{descr switch { string s => Shown(s), _ => "a record of several columns" }}', and numbers are read: "
                + $"{string.Join(", ", Words.Select(w => w.Word))}. Objects, text and complex numbers are to be converted first, as in array.astype('f4').");
        return new NpyHeader(known.Type, word[0] == '>', isColumnMajor, ShapeOf(sizes, known.Type, name));
    }

    private static Shape ShapeOf(long[] sizes, StoredType type, string name)
    {
        if (sizes.Length > Shape.MaxRank) throw new DatasetException($"'{name}' has {sizes.Length} axes; a tensor has at most {Shape.MaxRank}. Reshape the array first.");
        long count = 1;
        foreach (long size in sizes)
        {
            if (size is < 0 or > int.MaxValue) throw Damaged(name, $"it has an axis of {size} elements");
            // Both factors are below 2³¹, so the product cannot overflow before it is compared.
            count *= size;
            if (count > Array.MaxLength / type.Held().Size()) throw new DatasetException($"'{name}' has the sizes [{string.Join(", ", sizes)}], more than one tensor can hold. Split the array.");
        }
        return Shape.Of([.. sizes.Select(s => (int)s)]);
    }

    /// <summary>The exception for a file that is not what it says.</summary>
    internal static DatasetException Damaged(string name, string why) =>
        new($"'{name}' is not a sound array file of NumPy: {why}. It is damaged, cut off or something else; take another copy.");

    /// <summary>Words of a file, short and without line breaks.</summary>
    internal static string Shown(string text) => string.Concat(text.Take(40).Select(c => char.IsControl(c) ? '?' : c));
}
