using Cajal.Onnx;
using Cajal.Onnx.Format;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A file that was opened: its tensors, and of an ONNX file its graph.</summary>
internal sealed class OpenedFile
{
    /// <summary>The largest ONNX file: it is read into memory twice.</summary>
    public const long MostOnnxBytes = 512L << 20;

    private Func<IReadOnlyDictionary<string, string>>? run;
    private string? refused;

    private OpenedFile(string name, string kind, long bytes, IReadOnlyList<StoredTensor> tensors, OnnxGraph? graph, IReadOnlyList<string> facts) =>
        (Name, Kind, Bytes, Tensors, Graph, Facts) = (name, kind, bytes, tensors, graph, facts);

    /// <summary>Its name, without its place.</summary>
    public string Name { get; }

    /// <summary><c>onnx</c> or <c>safetensors</c>.</summary>
    public string Kind { get; }

    /// <summary>Its size.</summary>
    public long Bytes { get; }

    /// <summary>Its tensors, in the file's order.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>The graph; null for a file of tensors alone.</summary>
    public OnnxGraph? Graph { get; }

    /// <summary>What the file says about itself.</summary>
    public IReadOnlyList<string> Facts { get; }

    /// <summary>Opens a file, by what stands in it and not by its name.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">How it is called.</param>
    /// <param name="besides">Whether numbers may lie in other files beside it.</param>
    /// <exception cref="RunException">It is no safetensors file, though it begins like one.</exception>
    /// <exception cref="OnnxException">It is no ONNX file either, or too large.</exception>
    public static OpenedFile Open(string path, string name, bool besides)
    {
        long length = new FileInfo(path).Length;
        if (length == 0) throw new ArgumentException($"'{name}' is empty; an ONNX or a safetensors file was expected.");
        return BeginsAsSafeTensors(path) ? OfTensors(path, name, length) : OfGraph(path, name, length, besides);
    }

    // Eight bytes of length, then a header in JSON.
    private static bool BeginsAsSafeTensors(string path)
    {
        Span<byte> first = stackalloc byte[9];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return stream.ReadAtLeast(first, 9, throwOnEndOfStream: false) == 9 && first[8] == (byte)'{' && first[7] == 0;
    }

    private static OpenedFile OfTensors(string path, string name, long length)
    {
        SafeTensorsMap map;
        try
        {
            map = SafeTensors.Map(path);
        }
        catch (RunException e)
        {
            // Messages name the file, and a page has no business with where it lies.
            throw new RunException(e.Message.Replace(path, name, StringComparison.Ordinal), e);
        }
        return new OpenedFile(name, "safetensors", length, [.. map.Names.Select(n => new StoredTensor(n, SafeTensorsEntry.Word(map.TypeOf(n)), [.. map.ShapeOf(n).Select(s => (long)s)], () => map[n]))], null,
            [.. map.Metadata.Take(40).Select(m => PlainText.Of($"{m.Key} = {m.Value}", 300))]);
    }

    private static OpenedFile OfGraph(string path, string name, long length, bool besides)
    {
        if (length > MostOnnxBytes) throw new OnnxException(FormattableString.Invariant($"'{name}' has {length >> 20} MB, and an ONNX file is opened up to {MostOnnxBytes >> 20} MB; save its weights as external data."));
        var model = OnnxFile.Parse(File.ReadAllBytes(path), name);
        if (model.Graph is null) throw new OnnxException($"'{name}' is neither an ONNX model nor a safetensors file, or an empty one.");
        return Of(model, name, length, besides ? Path.GetDirectoryName(Path.GetFullPath(path)) : null);
    }

    /// <summary>A model that is in memory already.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">How it is called.</param>
    /// <param name="length">Bytes of its file.</param>
    /// <param name="folder">Where numbers may lie in other files; null for nowhere.</param>
    public static OpenedFile Of(ModelProto model, string name, long length, string? folder)
    {
        StoredTensor Stored(TensorProto tensor, string called) => new(called, ElementTypes.NameOf(tensor.DataType), [.. tensor.Dims], () => TensorReader.Read(tensor, folder));
        // Constants of the graph are tensors too, under the name of what they make.
        var constants = model.Graph.Node.Where(n => n.OpType == "Constant" && n.Output.Count == 1).SelectMany(n => n.Attribute.Where(a => a.T is not null).Select(a => Stored(a.T, n.Output[0])));
        return new OpenedFile(name, "onnx", length, [.. model.Graph.Initializer.Select(t => Stored(t, t.Name)), .. constants], new OnnxGraph(model), []) { run = () => OnnxModule.ShapesOf(model, folder) };
    }

    /// <summary>Runs the network once, on zeros with one example, to learn the shapes that the file does not say.</summary>
    /// <exception cref="OnnxException">It has an operator that Cajal has not, or its inputs say no shape.</exception>
    public void LearnShapes()
    {
        if (refused is not null) throw new OnnxException(refused);
        if (run is null || Graph is null) return;
        try
        {
            foreach (var (name, shape) in run()) Graph.Learn(name, shape);
            run = null;
        }
        catch (OnnxException e)
        {
            // A network that was taken apart in vain is not run a second time.
            refused = e.Message;
            throw;
        }
    }
}
