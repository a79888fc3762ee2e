namespace Cajal.Training;

/// <summary>Keeps two processes from training in one folder. The system lets go of it when its process dies.</summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "run.lock";

    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock of a folder.</summary>
    /// <exception cref="RunException">Another process has it, or the folder cannot be written.</exception>
    public static RunLock Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new RunException($"Another process is training in '{folder}'. Wait for it, or choose another folder.", e);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Writing(path, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
