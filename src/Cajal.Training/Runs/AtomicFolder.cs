namespace Cajal.Training;

/// <summary>Folders that are whole or not there: filled beside their place, flushed to the disk, renamed once.</summary>
internal static class AtomicFolder
{
    /// <summary>Fills a folder; one of the same name is replaced.</summary>
    /// <param name="path">Where it will stand.</param>
    /// <param name="fill">Given the folder to fill; its files should be written by <see cref="AtomicFile"/>, which flushes them.</param>
    /// <exception cref="RunException">The disk is full, the folder is read-only or missing; nothing stands under the name that did not
    /// before.</exception>
    public static void Write(string path, Action<string> fill)
    {
        string aside = AtomicFile.Aside(path);
        try
        {
            Directory.CreateDirectory(aside);
            fill(aside);
            // .NET cannot exchange two folders in one go: between these two moves the name is free.
            if (Directory.Exists(path)) Remove(path);
            Directory.Move(aside, path);
        }
        catch (Exception e)
        {
            TryDelete(aside);
            if (DiskTrouble.Caused(e)) throw DiskTrouble.Writing(path, e);
            throw;
        }
    }

    /// <summary>Removes a folder in one go: it loses its name first, so that nobody finds half of it.</summary>
    public static void Remove(string path)
    {
        string aside = AtomicFile.Aside(path);
        Directory.Move(path, aside);
        TryDelete(aside);
    }

    /// <summary>Removes a folder with all it holds, if that is possible.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            // As for files: what cannot be removed stays under a name nobody reads.
        }
    }
}
