using System.IO.MemoryMappedFiles;

namespace Cajal.Training;

/// <summary>A safetensors file mapped into memory: a tensor's numbers are read from the disk when they are looked at, and not before.</summary>
/// <remarks>Tensors of a type of our own lie in the mapped file itself; what is written into them changes memory and not the file. Those of other types (F16, BF16, U8, …)
/// are widened into memory of their own when asked for. The file stays open as long as the map or one of its tensors lives.</remarks>
public sealed class SafeTensorsMap
{
    private readonly Dictionary<string, SafeTensorsEntry> entries;
    private readonly string path;
    private readonly Mapping? mapping;
    private readonly long dataAt;

    internal SafeTensorsMap(string path)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("safetensors files are little endian; this machine is not.");
        this.path = path;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var header = SafeTensorsHeader.Read(stream, stream.Length, path);
            (entries, Metadata, dataAt) = (header.Entries.ToDictionary(e => e.Name, StringComparer.Ordinal), header.Metadata, stream.Position);
            if (stream.Length > dataAt) mapping = new Mapping(stream);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Reading(path, e);
        }
    }

    /// <summary>The words of the header's <c>__metadata__</c>; empty without one.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Names of the tensors, in the order of their bytes.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Shape of a tensor.</summary>
    /// <exception cref="KeyNotFoundException">No such name.</exception>
    public Shape ShapeOf(string name) => Entry(name).Shape;

    /// <summary>How the numbers of a tensor are stored.</summary>
    /// <exception cref="KeyNotFoundException">No such name.</exception>
    public StoredType TypeOf(string name) => Entry(name).Type;

    /// <summary>A tensor of the file.</summary>
    /// <exception cref="KeyNotFoundException">No such name.</exception>
    /// <exception cref="RunException">An unsigned number that no tensor holds.</exception>
    public unsafe Tensor this[string name]
    {
        get
        {
            var entry = Entry(name);
            var type = entry.Type.Held();
            long at = dataAt + entry.Begin;
            if (entry.Shape.Count == 0) return Tensor.Zeros(entry.Shape, type);
            // A bool of a file may be any byte, and numbers may lie where the processor would have to read across.
            if (entry.Type == type.Stored() && type != DType.Bool && at % type.Size() == 0)
                return new Tensor(HostStorage.Foreign(mapping!.First + at, type, entry.Shape.Count, mapping), new Layout(entry.Shape));
            using var stream = new UnmanagedMemoryStream(mapping!.First + at, entry.End - entry.Begin);
            return SafeTensors.Read(stream, entry, path);
        }
    }

    private SafeTensorsEntry Entry(string name) => entries.TryGetValue(name, out var entry) ? entry
        : throw new KeyNotFoundException($"'{path}' has no tensor '{name}'; it has {entries.Count} others, the first of which is '{entries.Keys.FirstOrDefault()}'.");

    /// <summary>Holds the file mapped until nobody looks at it any more.</summary>
    private sealed unsafe class Mapping
    {
        private readonly MemoryMappedFile file;
        private readonly MemoryMappedViewAccessor view;

        public Mapping(FileStream stream)
        {
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: true);
            view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite);
            byte* first = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
            First = first + view.PointerOffset;
        }

        ~Mapping()
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file.Dispose();
        }

        public byte* First { get; }
    }
}
