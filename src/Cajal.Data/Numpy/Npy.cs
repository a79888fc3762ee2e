namespace Cajal.Data;

/// <summary>One array in a file of NumPy (.npy): <c>Npy.Save("w.npy", w)</c> is read by <c>numpy.load("w.npy")</c>, and the other way round.</summary>
/// <remarks>Numbers of 8 and 16 bits become Int32 or Float32, unsigned ones of 32 and 64 bits Int64. Pickled objects are refused: nothing of a file is executed.
/// Source: numpy.lib.format.</remarks>
public static class Npy
{
    /// <summary>Deflate packs at most 1,032 bytes into one.</summary>
    internal const long MostExpansion = 1032;

    /// <summary>Reads a file, plain or gzip.</summary>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="DatasetException">It is damaged, or its elements are no numbers.</exception>
    public static Tensor Load(string path)
    {
        using var stream = DataFile.Open(path);
        return Read(stream, path, stream.CanSeek ? stream.Length - stream.Position : new FileInfo(path).Length * MostExpansion);
    }

    /// <summary>Writes a tensor, views too, row by row and little endian.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="array">The numbers.</param>
    /// <param name="type">Float16 stores floats so, rounded to the nearest; null keeps them as they are.</param>
    /// <exception cref="ArgumentException">NumPy has no such type, or the tensor cannot be stored so.</exception>
    public static void Save(string path, Tensor array, StoredType? type = null) => WholeFile.Write(path, stream => Write(stream, array, type));

    /// <summary>Writes to a stream from its present position.</summary>
    /// <inheritdoc cref="Save"/>
    public static void Write(Stream stream, Tensor array, StoredType? type = null)
    {
        var stored = type ?? array.DType.Stored();
        if (!StoredNumbers.CanStore(array.DType, stored) || stored == StoredType.BFloat16)
            throw new ArgumentException($"{array.DType} cannot be stored as {stored} in a file of NumPy; take {array.DType.Stored()}, or for floats Float16.");
        stream.Write(NpyHeader.Write(stored, array.Shape));
        StoredNumbers.Write(stream, array, stored);
    }

    /// <summary>Reads a stream from its present position.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="DatasetException">It is damaged, or its elements are no numbers.</exception>
    public static Tensor Read(Stream stream, string name = "the stream") => Read(stream, name, null);

    /// <summary>The same, of a stream that is known to have at most so many bytes; null where nobody knows.</summary>
    internal static Tensor Read(Stream stream, string name, long? most)
    {
        var header = NpyHeader.Read(stream, name);
        long bytes = (long)header.Shape.Count * header.Type.Size();
        if (bytes > most) throw NpyHeader.Damaged(name, FormattableString.Invariant($"its header promises {bytes} bytes of numbers, and the file cannot hold so many"));
        try
        {
            // An array of columns is read as its transpose, whose rows they are.
            var shape = header.IsColumnMajor ? Shape.Of([.. header.Shape.ToArray().Reverse()]) : header.Shape;
            var read = StoredNumbers.Read(stream, header.Type, shape, header.IsBigEndian);
            return header.IsColumnMajor && shape.Rank > 1 ? Turned(read) : read;
        }
        catch (EndOfStreamException)
        {
            throw NpyHeader.Damaged(name, FormattableString.Invariant($"its header promises {bytes} bytes of numbers, and fewer follow"));
        }
        catch (OverflowException)
        {
            throw new DatasetException($"'{name}' holds an unsigned number of 2^63 or more, which a tensor's Int64 cannot hold.");
        }
    }

    // The axes in reverse, laid out densely.
    private static Tensor Turned(Tensor columns)
    {
        var view = new Tensor(columns.Storage, columns.Layout.Permute([.. Enumerable.Range(0, columns.Rank).Reverse()]));
        return columns.DType switch
        {
            DType.Float32 => Tensor.Wrap(view.ToArray<float>(), view.Shape),
            DType.Float64 => Tensor.Wrap(view.ToArray<double>(), view.Shape),
            DType.Int32 => Tensor.Wrap(view.ToArray<int>(), view.Shape),
            DType.Int64 => Tensor.Wrap(view.ToArray<long>(), view.Shape),
            _ => Tensor.Wrap(view.ToArray<bool>(), view.Shape),
        };
    }
}
