using System.IO.Compression;

namespace Cajal.Data;

/// <summary>Named arrays in one file of NumPy (.npz, a zip archive of .npy files): <c>numpy.savez("data.npz", x=x, y=y)</c>.</summary>
/// <remarks>An archive is believed only as far as its bytes bear it out: an array is never larger than what its packed bytes could unpack to, and all of them together never
/// larger than asked for.</remarks>
public static class Npz
{
    /// <summary>The most bytes of numbers that are read unless more are asked for: 4 GiB.</summary>
    public const long UsualMost = 4L << 30;

    /// <summary>Reads all arrays of a file by name, without the ending .npy.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">More bytes of numbers than this are refused.</param>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="DatasetException">It is damaged, or holds something else than arrays of numbers.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path, long mostBytes = UsualMost)
    {
        using var stream = DataFile.Open(path);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var arrays = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            long left = mostBytes;
            foreach (var entry in archive.Entries)
            {
                string name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
                if (entry.Length > left)
                    throw new DatasetException(FormattableString.Invariant($"'{path}' unpacks to more than {mostBytes} bytes. If that is meant, ask for more (mostBytes), or split the file."));
                using var content = entry.Open();
                var array = Npy.Read(content, $"{path}, {NpyHeader.Shown(entry.FullName)}", Math.Min(left, entry.CompressedLength * Npy.MostExpansion));
                if (!arrays.TryAdd(name, array)) throw NpyHeader.Damaged(path, $"'{NpyHeader.Shown(name)}' stands in it twice");
                left -= (long)array.Count * array.DType.Size();
            }
            return arrays;
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException($"'{path}' is not a sound archive of NumPy: {e.Message} It is damaged, cut off or something else; take another copy.", e);
        }
    }

    /// <summary>Writes arrays, packed.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="arrays">Names, without the ending .npy, and values.</param>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> arrays) => WholeFile.Write(path, stream =>
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, array) in arrays)
        {
            using var content = archive.CreateEntry(name + ".npy").Open();
            Npy.Write(content, array);
        }
    });
}
