using System.Buffers.Binary;
using System.Text.Json;

namespace Cajal.Training;

/// <summary>The header of a safetensors file, read with suspicion: nothing is believed before it fits the file's size.</summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>The one name that is no tensor.</summary>
    public const string MetadataName = "__metadata__";

    // Room for a hundred thousand tensors; a lie about the header's length costs at most this much memory.
    private const long MostBytes = 16 << 20;

    private readonly string file;
    private readonly long dataBytes;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<SafeTensorsEntry> entries = [];

    private SafeTensorsHeader(string file, long dataBytes)
    {
        this.file = file;
        this.dataBytes = dataBytes;
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries => entries;

    /// <summary>The words of <c>__metadata__</c>.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the header; the stream then stands at the first byte of the data.</summary>
    public static SafeTensorsHeader Read(Stream stream, long totalBytes, string file)
    {
        if (totalBytes < 8) throw Damaged(file, $"it has {totalBytes} bytes, and the header length alone takes 8");
        Span<byte> first = stackalloc byte[8];
        stream.ReadExactly(first);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(first);
        if (length > (ulong)(totalBytes - 8)) throw Damaged(file, $"it says its header has {length} bytes, and only {totalBytes - 8} "
            + $"follow");
        if (length > MostBytes) throw Damaged(file, $"it says its header has {length} bytes, and more than {MostBytes} are not plausible");
        byte[] json = new byte[length];
        stream.ReadExactly(json);
        var header = new SafeTensorsHeader(file, totalBytes - 8 - (long)length);
        try
        {
            header.Parse(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new RunException($"'{file}' is not a sound safetensors file: its header is not the JSON the format asks for.", e);
        }
        header.RequireNoGaps();
        return header;
    }

    private static RunException Damaged(string file, string why) =>
        new($"'{file}' is not a sound safetensors file: {why}. It is damaged, cut off or something else; take another copy.");

    private void Parse(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name)) throw Damaged(file, $"the name '{Shown(name)}' stands twice in its header");
            Expect(ref reader, JsonTokenType.StartObject);
            if (name == MetadataName) ParseMetadata(ref reader);
            else entries.Add(ParseEntry(ref reader, name));
        }
        if (reader.Read()) throw new JsonException("Content after the header.");
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            if (!Metadata.TryAdd(key, reader.GetString()!)) throw Damaged(file, $"the word '{Shown(key)}' stands twice in its metadata");
        }
    }

    private SafeTensorsEntry ParseEntry(ref Utf8JsonReader reader, string name)
    {
        string? word = null;
        List<long>? sizes = null, offsets = null;
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string property = reader.GetString()!;
            switch (property)
            {
                case "dtype" when word is null:
                    Expect(ref reader, JsonTokenType.String);
                    word = reader.GetString();
                    break;
                case "shape" when sizes is null: sizes = Numbers(ref reader, Shape.MaxRank, name); break;
                case "data_offsets" when offsets is null: offsets = Numbers(ref reader, 2, name); break;
                default: throw Damaged(file, $"the property '{Shown(property)}' of the tensor '{Shown(name)}' is unknown or stands twice");
            }
        }
        if (word is null || sizes is null || offsets is not [long begin, long end])
            throw Damaged(file, $"the tensor '{Shown(name)}' lacks its dtype, its shape or its two data_offsets");
        return Checked(name, word, sizes, begin, end);
    }

    private SafeTensorsEntry Checked(string name, string word, List<long> sizes, long begin, long end)
    {
        if (SafeTensorsEntry.OfWord(word) is not { } type)
            throw new RunException($"'{file}' holds the tensor '{Shown(name)}' of type {Shown(word)}, and this version reads "
                + $"{SafeTensorsEntry.AllWords}. Convert the file first.");
        if (begin < 0 || end < begin || end > dataBytes)
            throw Damaged(file, $"the tensor '{Shown(name)}' claims the bytes {begin} to {end} of {dataBytes}");
        long count = 1;
        foreach (long size in sizes)
        {
            if (size is < 0 or > int.MaxValue) throw Damaged(file, $"the tensor '{Shown(name)}' has an axis of {size} elements");
            // Both factors are below 2^31, so the product cannot overflow before it is compared.
            count *= size;
            if (count > int.MaxValue) throw Damaged(file, $"the tensor '{Shown(name)}' claims more than 2^31 elements");
        }
        if (count * type.Size() != end - begin)
            throw Damaged(file, $"the tensor '{Shown(name)}' has {count} elements of {type.Size()} bytes, and its place has "
                + $"{end - begin} bytes");
        return new SafeTensorsEntry(name, type, sizes.ConvertAll(s => (int)s).ToArray(), begin, end);
    }

    private List<long> Numbers(ref Utf8JsonReader reader, int most, string name)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray);
        while (Next(ref reader) == JsonTokenType.Number)
        {
            if (numbers.Count == most) throw Damaged(file, $"the tensor '{Shown(name)}' has a list of more than {most} numbers");
            if (!reader.TryGetInt64(out long number)) throw Damaged(file, $"the tensor '{Shown(name)}' has a size or offset that is no "
                + $"whole number below 2^63");
            numbers.Add(number);
        }
        if (reader.TokenType != JsonTokenType.EndArray) throw new JsonException("A list of numbers was expected.");
        return numbers;
    }

    private void RequireNoGaps()
    {
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long at = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != at)
                throw Damaged(file, $"the tensor '{Shown(entry.Name)}' begins at byte {entry.Begin} of the data, and {at} was expected "
                    + $"(tensors overlap or leave a gap)");
            at = entry.End;
        }
        if (at != dataBytes) throw Damaged(file, $"its tensors fill {at} bytes, and {dataBytes} follow the header");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("The header ends in the middle.");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (Next(ref reader) != type) throw new JsonException($"{type} was expected.");
    }

    // Names come from the file: shortened, and without line breaks, so that a message stays one sentence.
    private static string Shown(string text)
    {
        string clean = string.Concat(text.Take(60).Select(c => char.IsControl(c) ? '?' : c));
        return text.Length > 60 ? clean + "…" : clean;
    }
}
