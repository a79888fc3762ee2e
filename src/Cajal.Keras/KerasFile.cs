using System.IO.Compression;
using System.Runtime.CompilerServices;
using Cajal.Training;
using PureHDF;
using PureHDF.VOL.Native;

namespace Cajal.Keras;

/// <summary>Walks over an HDF5 file and gathers its layers. Files come from strangers: depth, number of parts and sizes are bounded, and whatever goes
/// wrong inside becomes one sentence.</summary>
internal static class KerasFile
{
    private const int MostDepth = 24, MostParts = 20_000;
    private const long MostBytes = 1L << 30;
    private const string InArchive = "model.weights.h5";

    private static readonly string[] Around = ["layers", "model_weights", "cell", "vars", "backward_layer", "forward_layer"];
    private static readonly string[] Passed = ["optimizer", "optimizer_weights", "seed_generator", "metrics", "top_level_model_weights", "_layer_checkpoint_dependencies"];

    /// <exception cref="RunException">It cannot be read.</exception>
    public static IReadOnlyList<KerasLayer> Read(string path)
    {
        try
        {
            byte[] bytes = Bytes(path);
            using var file = H5File.Open(new MemoryStream(bytes));
            var layers = new Dictionary<string, KerasLayer>(StringComparer.Ordinal);
            int parts = 0;
            Walk(file, [], layers, new Budget(path, bytes.Length), ref parts);
            return [.. layers.Values];
        }
        catch (RunException)
        {
            throw;
        }
        catch (FileNotFoundException)
        {
            throw new RunException($"'{path}' does not exist. Check the path.");
        }
        // Of a damaged file the library throws whatever it stumbles over, and asks for whatever memory it says.
        catch (Exception error)
        {
            throw new RunException($"'{path}' is no HDF5 file of weights, or is damaged: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", error);
        }
    }

    // An archive of Keras 3 has the weights in a file of their own.
    private static byte[] Bytes(string path)
    {
        if (!path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase)) return Within(path, new FileInfo(path).Length, File.OpenRead(path));
        using var archive = ZipFile.OpenRead(path);
        var entry = archive.GetEntry(InArchive) ?? throw new RunException($"'{path}' is an archive without {InArchive}; Keras 3 writes one.");
        return Within(path, entry.Length, entry.Open());
    }

    // What an archive says of a size need not be so.
    private static byte[] Within(string path, long length, Stream stream)
    {
        using (stream)
        {
            if (length > MostBytes) throw new RunException($"'{path}' has {length >> 20} MB of weights, and {MostBytes >> 20} are the most that is read.");
            byte[] bytes = new byte[length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private static void Walk(IH5Group group, string[] above, Dictionary<string, KerasLayer> layers, Budget budget, ref int parts)
    {
        if (above.Length > MostDepth) throw new RunException($"'{budget.Path}' nests its groups more than {MostDepth} deep.");
        foreach (var child in group.Children())
        {
            if (++parts > MostParts) throw new RunException($"'{budget.Path}' has more than {MostParts} parts.");
            if (Passed.Contains(child.Name)) continue;
            if (child is IH5Group inner) Walk(inner, [.. above, child.Name], layers, budget, ref parts);
            else if (child is IH5Dataset data)
            {
                string layer = NameOf(above);
                if (!layers.TryGetValue(layer, out var found)) layers.Add(layer, found = new KerasLayer(layer, above, budget.Path));
                found.Add(child.Name.Split(':')[0], budget.Read(data, $"{layer}/{child.Name}"));
            }
        }
    }

    // model_weights/dense/dense → dense, layers/lstm/cell/vars → lstm, lstm/lstm/lstm_cell → lstm
    private static string NameOf(string[] above)
    {
        var said = new List<string>();
        foreach (string part in above)
            if (!Around.Contains(part) && !part.EndsWith("_cell", StringComparison.Ordinal) && (said.Count == 0 || said[^1] != part)) said.Add(part);
        return string.Join('.', said);
    }

    /// <summary>Numbers of a file, as long as they are not more than it can hold.</summary>
    private sealed class Budget(string path, long length)
    {
        // Numbers that are packed take less room than they are.
        private const int MostPacked = 16, MostRank = 6;

        private long left = length * MostPacked;

        public string Path => path;

        public Tensor? Read(IH5Dataset data, string name)
        {
            ulong[] sizes = data.Space.Dimensions;
            if (sizes.Length > MostRank) throw new RunException($"'{path}' holds '{name}' with {sizes.Length} axes; weights have at most {MostRank}.");
            long count = 1;
            foreach (ulong size in sizes)
            {
                if (size > int.MaxValue) throw TooMuch(name);
                count *= (long)size;
                if (count > int.MaxValue) throw TooMuch(name);
            }
            if (data.Layout.Class == H5DataLayoutClass.VirtualStorage || data is NativeDataset native && OtherFiles(native) is not null)
                throw new RunException($"'{path}' keeps '{name}' in another file, and a file of weights has to bring its own. Store it again in one file.");
            left -= count * data.Type.Size;
            if (left < 0) throw TooMuch(name);
            if (data.Type.Class != H5DataTypeClass.FloatingPoint) return null;
            var shape = Shape.Of([.. sizes.Select(s => (int)s)]);
            return data.Type.Size switch
            {
                2 => Tensor.From(Array.ConvertAll(data.Read<Half[]>(), v => (float)v), shape),
                4 => Tensor.From(data.Read<float[]>(), shape),
                8 => Tensor.From(Array.ConvertAll(data.Read<double[]>(), v => (float)v), shape),
                var other => throw new RunException($"'{path}' holds '{name}' in floats of {other} bytes; 2, 4 and 8 are read."),
            };
        }

        // A data set may lie in any file of this disk, as the file itself says; the library would read it.
        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_InternalExternalFileList")]
        [return: UnsafeAccessorType("PureHDF.VOL.Native.ExternalFileListMessage, PureHDF")]
        private static extern object? OtherFiles(NativeDataset data);

        private RunException TooMuch(string name) => new($"'{path}' claims more numbers for '{name}' than a file of {length} bytes holds. It is damaged; take another copy.");
    }
}
