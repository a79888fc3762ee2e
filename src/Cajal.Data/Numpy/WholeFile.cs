namespace Cajal.Data;

/// <summary>Files that are there as a whole or not at all: written aside, then renamed; what fails leaves nothing behind and what was there as it was.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file; one that is there is replaced in one go.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string aside = path + ".part";
        try
        {
            using (var stream = File.Create(aside)) write(stream);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }
}
