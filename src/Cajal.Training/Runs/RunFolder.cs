namespace Cajal.Training;

/// <summary>The folder of a training run and where in it things are: recipe.json, preprocessing.json, metrics.csv, the TensorBoard events,
/// checkpoints/, model/ and result.json.</summary>
/// <param name="path">The folder; it need not exist yet.</param>
public sealed class RunFolder(string path)
{
    private static readonly string[] Own =
        ["recipe.json", "preprocessing.json", "metrics.csv", "checkpoints", "model", "result.json", RunLock.FileName, "findings.json",
            "report.html"];

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>What was done, in every detail.</summary>
    public string Recipe => In("recipe.json");

    /// <summary>What was learned from the training part before training.</summary>
    public string Preprocessing => In("preprocessing.json");

    /// <summary>A row for each epoch.</summary>
    public string Metrics => In("metrics.csv");

    /// <summary>The same as curves for TensorBoard.</summary>
    public string Events => In("events.out.tfevents.cajal");

    /// <summary>Folder of the checkpoints.</summary>
    public string Checkpoints => In("checkpoints");

    /// <summary>The finished network.</summary>
    public string Model => In("model");

    /// <summary>How it ended, and what it is held against.</summary>
    public string Result => In("result.json");

    /// <summary>True when a run was begun here.</summary>
    public bool HasRun => File.Exists(Recipe);

    /// <summary>Makes the folder, or makes sure that nothing in it is lost.</summary>
    /// <exception cref="RunException">It holds something else, or a run that must be kept, or cannot be written.</exception>
    internal void Prepare(ExistingRun existing)
    {
        try
        {
            if (File.Exists(Path)) throw new RunException($"'{Path}' is a file, and a run needs a folder. Choose another name.");
            if (!Directory.Exists(Path))
            {
                Directory.CreateDirectory(Path);
                return;
            }
            var names = Directory.EnumerateFileSystemEntries(Path).Select(e => System.IO.Path.GetFileName(e));
            string? stranger = names.FirstOrDefault(IsStrange);
            if (!HasRun && stranger is not null)
                throw new RunException($"The folder '{Path}' holds '{stranger}' and no run. Choose a new folder, so that nothing of yours "
                    + $"is mixed up.");
            if (HasRun && existing == ExistingRun.Refuse)
                throw new RunException($"'{Path}' holds a run already. Resume it, replace it, or choose another folder.");
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Writing(Path, e);
        }
    }

    /// <summary>Removes the folder when nothing is in it.</summary>
    internal void RemoveIfEmpty()
    {
        try
        {
            if (Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any()) Directory.Delete(Path);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            // An empty folder harms nobody.
        }
    }

    /// <summary>Takes the old run away, its recipe first: what is left then is no run.</summary>
    internal void Clear()
    {
        try
        {
            File.Delete(Recipe);
            foreach (string file in new[] { Preprocessing, Metrics, Events, Result }) File.Delete(file);
            foreach (string folder in new[] { Checkpoints, Model })
                if (Directory.Exists(folder)) AtomicFolder.Remove(folder);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Writing(Path, e);
        }
    }

    private static bool IsStrange(string name) =>
        !Own.Contains(name) && !name.Contains("tfevents", StringComparison.Ordinal) && !name.EndsWith(AtomicFile.Unfinished,
            StringComparison.Ordinal);

    private string In(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>What to do when the folder holds a run already.</summary>
public enum ExistingRun
{
    /// <summary>Leave it alone and say so.</summary>
    Refuse,

    /// <summary>Go on with it; when there is none, begin.</summary>
    Resume,

    /// <summary>Take it away and begin anew.</summary>
    Replace,
}
