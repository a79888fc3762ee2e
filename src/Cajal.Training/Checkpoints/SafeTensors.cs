using System.Buffers.Binary;

namespace Cajal.Training;

/// <summary>Named tensors in one file of the safetensors format: 8 bytes header length (little endian), a JSON header, the numbers side by
/// side.</summary>
/// <remarks>Other readers of the format open these files. The same tensors give the same bytes: larger element types first, then by name,
/// so that every tensor starts at a multiple of its element size; the header is padded with spaces to a multiple of 8.
/// Source: format description in github.com/huggingface/safetensors.</remarks>
public static class SafeTensors
{
    /// <summary>Writes a file aside, flushes it and renames it.</summary>
    /// <param name="path">The file; one that is there is replaced in one go.</param>
    /// <param name="tensors">Names and values; views and every element type are allowed.</param>
    /// <param name="metadata">Words for the header's <c>__metadata__</c>.</param>
    /// <param name="floats">Float16 or BFloat16 stores all floats so, rounded to the nearest; null keeps them as they are.</param>
    /// <exception cref="RunException">The disk is full, the folder is read-only or missing.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null, StoredType? floats = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata, floats));

    /// <summary>Writes to a stream from its present position.</summary>
    /// <exception cref="ArgumentException"><paramref name="floats"/> is neither Float16 nor BFloat16.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null, StoredType? floats = null)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException(
            "safetensors files are little endian; this machine is not.");
        if (floats is not (null or StoredType.Float16 or StoredType.BFloat16))
            throw new ArgumentException($"Floats are stored as Float16, BFloat16, or as they are; '{floats}' is neither.", nameof(floats));
        var order = tensors.Select(t => (Name: t.Key, Tensor: t.Value, Type: t.Value.DType.IsFloat() && floats is { } type ? type : t.Value.DType.Stored()))
            .OrderByDescending(t => t.Type.Size()).ThenBy(t => t.Name, StringComparer.Ordinal).ToArray();
        byte[] header = SafeTensorsHeaderWriter.Write(order, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor, type) in order) StoredNumbers.Write(stream, tensor, type);
    }

    /// <summary>Reads a file. Its size bounds the memory used.</summary>
    /// <exception cref="RunException">The file is missing, damaged, or holds an element type a tensor cannot have.</exception>
    public static SafeTensorsFile Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return Read(stream, path);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Reading(path, e);
        }
    }

    /// <summary>Reads a seekable stream from its present position to its end.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="RunException">The content is damaged, or holds an element type a tensor cannot have.</exception>
    public static SafeTensorsFile Read(Stream stream, string name = "the stream")
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException(
            "safetensors files are little endian; this machine is not.");
        long total = stream.Length - stream.Position;
        var header = SafeTensorsHeader.Read(stream, total, name);
        var tensors = new Dictionary<string, Tensor>(header.Entries.Count, StringComparer.Ordinal);
        // The entries fill the data without gaps, in this order, so one pass reads them all.
        foreach (var entry in header.Entries) tensors.Add(entry.Name, Read(stream, entry, name));
        return new SafeTensorsFile(tensors, header.Metadata);
    }

    /// <summary>Opens a file whose numbers stay on the disk until they are looked at. Names and shapes are read and checked now.</summary>
    /// <exception cref="RunException">The file is missing or damaged.</exception>
    public static SafeTensorsMap Map(string path) => new(path);

    /// <summary>Reads the numbers of an entry, at which the stream stands.</summary>
    internal static Tensor Read(Stream stream, SafeTensorsEntry entry, string name)
    {
        try
        {
            return StoredNumbers.Read(stream, entry.Type, entry.Shape);
        }
        catch (OverflowException)
        {
            throw new RunException($"'{name}' holds a number of 2^63 or more in the tensor '{entry.Name}' of type U64, which a tensor's Int64 cannot hold.");
        }
    }
}
