namespace Cajal.Studio;

/// <summary>A file for a moment, in a folder of this user's own: for what reads and writes files only.</summary>
internal static class Aside
{
    /// <summary>Lets work read bytes as a file.</summary>
    public static T With<T>(byte[] bytes, string extension, Func<string, T> read)
    {
        string folder = Directory.CreateTempSubdirectory("cajal-studio-").FullName;
        try
        {
            string file = Path.Combine(folder, "file" + extension);
            File.WriteAllBytes(file, bytes);
            return read(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
