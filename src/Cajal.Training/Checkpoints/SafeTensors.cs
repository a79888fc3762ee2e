using System.Buffers.Binary;
using System.Runtime.InteropServices;

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
    /// <exception cref="RunException">The disk is full, the folder is read-only or missing.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes to a stream from its present position.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException(
            "safetensors files are little endian; this machine is not.");
        var order = tensors.OrderByDescending(t => t.Value.DType.Size()).ThenBy(t => t.Key, StringComparer.Ordinal).ToArray();
        byte[] header = SafeTensorsHeaderWriter.Write(order, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, tensor) in order) WriteValues(stream, tensor);
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
        foreach (var entry in header.Entries) tensors.Add(entry.Name, ReadValues(stream, entry));
        return new SafeTensorsFile(tensors, header.Metadata);
    }

    private static Tensor ReadValues(Stream stream, SafeTensorsEntry entry) => entry.DType switch
    {
        DType.Float32 => Read<float>(stream, entry.Shape),
        DType.Float64 => Read<double>(stream, entry.Shape),
        DType.Int32 => Read<int>(stream, entry.Shape),
        DType.Int64 => Read<long>(stream, entry.Shape),
        _ => ReadBool(stream, entry.Shape),
    };

    private static Tensor Read<T>(Stream stream, Shape shape) where T : unmanaged
    {
        var values = new T[shape.Count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return Tensor.Wrap(values, shape);
    }

    // A bool in memory must be 0 or 1; a file may hold any byte.
    private static Tensor ReadBool(Stream stream, Shape shape)
    {
        var values = new bool[shape.Count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        stream.ReadExactly(bytes);
        foreach (ref byte b in bytes) b = b == 0 ? (byte)0 : (byte)1;
        return Tensor.Wrap(values, shape);
    }

    private static void WriteValues(Stream stream, Tensor tensor)
    {
        switch (tensor.DType)
        {
            case DType.Float32: Write<float>(stream, tensor); break;
            case DType.Float64: Write<double>(stream, tensor); break;
            case DType.Int32: Write<int>(stream, tensor); break;
            case DType.Int64: Write<long>(stream, tensor); break;
            default: Write<bool>(stream, tensor); break;
        }
    }

    private static void Write<T>(Stream stream, Tensor tensor) where T : unmanaged =>
        stream.Write(MemoryMarshal.AsBytes(tensor.IsContiguous ? tensor.AsSpan<T>() : tensor.ToArray<T>()));
}
