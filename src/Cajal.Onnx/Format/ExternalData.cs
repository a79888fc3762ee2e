using System.Globalization;
using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>Numbers that lie in another file: location (a path beside the model), offset and length in bytes. A file names only its own
/// folder and what is below.</summary>
internal static class ExternalData
{
    /// <exception cref="OnnxException">No such file, one outside of the model's folder, or numbers behind its end.</exception>
    public static byte[] Read(TensorProto proto, string? folder, string place)
    {
        string? location = null;
        long offset = 0, length = -1;
        foreach (var entry in proto.ExternalData)
        {
            if (entry.Key == "location") location = entry.Value;
            else if (entry.Key == "offset") offset = Number(entry, place);
            else if (entry.Key == "length") length = Number(entry, place);
        }
        if (folder is null || string.IsNullOrEmpty(location)) throw new OnnxException($"{place} lies in another file, and none is named.");
        string root = Path.GetFullPath(folder), path = Path.GetFullPath(Path.Combine(root, location));
        string inside = root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar;
        if (Path.IsPathRooted(location) || !path.StartsWith(inside, StringComparison.Ordinal))
            throw new OnnxException($"{place} points to '{location}', outside of the model's folder; only files beside the model are read.");
        var file = new FileInfo(path);
        if (!file.Exists) throw new OnnxException($"{place} lies in '{location}', which is not beside the model. Copy it there.");
        for (FileSystemInfo? step = file; step is not null && step.FullName.Length > root.Length; step = Directory.GetParent(step.FullName))
            if (step.LinkTarget is not null)
                throw new OnnxException($"{place} points to '{location}', which is a link and may lead out of the model's folder; copy the file there.");
        if (length < 0) length = file.Length - offset;
        if (offset < 0 || length < 0 || offset > file.Length - length || length > int.MaxValue)
            throw new OnnxException(FormattableString.Invariant(
                $"{place} begins at byte {offset} of '{location}' and takes {length}; that file has {file.Length}. One of the two is damaged."));
        using var stream = file.OpenRead();
        stream.Position = offset;
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static long Number(StringStringEntryProto entry, string place) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value
            : throw new OnnxException($"{place} has the {entry.Key} '{entry.Value}' in another file; a whole number from 0 on was expected.");
}
