namespace Cajal.Data;

/// <summary>A file to read data from: opened for reading, unpacked when its content is gzip whatever its name says.</summary>
internal static class DataFile
{
    /// <summary>The first bytes tell the format; they are taken from the unpacked content.</summary>
    public static byte[] Peek(string path, int count)
    {
        using var stream = Open(path);
        var start = new byte[count];
        return start[..ReadFully(stream, start)];
    }

    /// <exception cref="FileNotFoundException">No such file; the message names the nearest one in the folder.</exception>
    /// <exception cref="DatasetException">The file is a folder, empty, or may not be read.</exception>
    public static Stream Open(string path)
    {
        if (Directory.Exists(path)) throw new DatasetException($"'{path}' is a folder; expected a file.");
        if (!File.Exists(path)) throw Missing(path);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            if (!file.CanSeek)
            {
                file.Dispose();
                throw new DatasetException($"'{path}' is a pipe or a device, which can be read only once; copy it into a file first.");
            }
            int first = file.ReadByte(), second = file.ReadByte();
            file.Position = 0;
            if (first < 0)
            {
                file.Dispose();
                throw new DatasetException($"'{path}' is empty; expected data.");
            }
            return first == 0x1f && second == 0x8b ? new GzipContent(file, path) : file;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new DatasetException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Fills the buffer as far as the stream goes; returns the number of bytes.</summary>
    public static int ReadFully(Stream stream, Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length && stream.Read(buffer[filled..]) is > 0 and int read) filled += read;
        return filled;
    }

    /// <summary>The exception for a file that is not there.</summary>
    public static FileNotFoundException Missing(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (!Directory.Exists(folder))
            return new FileNotFoundException($"There is no file '{path}': the folder '{folder}' does not exist.", path);
        var names = Directory.EnumerateFiles(folder).Take(1000).Select(file => Path.GetFileName(file));
        return new FileNotFoundException($"There is no file '{path}'.{NearestName.Hint(Path.GetFileName(path), names)}", path);
    }
}
