namespace Cajal.Training;

/// <summary>The folder of a training run and where in it things are: recipe.json, preprocessing.json, metrics.csv, monitors.jsonl, the TensorBoard events,
/// checkpoints/, model/ and result.json.</summary>
/// <param name="path">The folder; it need not exist yet.</param>
public sealed class RunFolder(string path)
{
    // A run that is being replaced stands in a folder of this name until the new one has begun.
    private const string Replaced = "replaced";

    private static readonly string[] Own =
        ["recipe.json", "preprocessing.json", "metrics.csv", "monitors.jsonl", "checkpoints", "model", "result.json", "findings.json",
            "report.html"];

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>What was done, in every detail.</summary>
    public string Recipe => In("recipe.json");

    /// <summary>What was learned from the training part before training.</summary>
    public string Preprocessing => In("preprocessing.json");

    /// <summary>A row for each epoch.</summary>
    public string Metrics => In("metrics.csv");

    /// <summary>A line for each look at the layers in training.</summary>
    public string Monitors => In("monitors.jsonl");

    /// <summary>What the Doctor found.</summary>
    public string Findings => In("findings.json");

    /// <summary>All of it on one page.</summary>
    public string Report => In("report.html");

    /// <summary>The figures of the epochs and of the layers for TensorBoard.</summary>
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
            if (!HasRun && Names().FirstOrDefault(IsStrange) is { } stranger)
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

    /// <summary>True when nothing of a run is in the folder.</summary>
    internal bool IsFree => !Names().Any(IsOfRun);

    /// <summary>Takes away what a killed process has left half-written.</summary>
    internal void Sweep()
    {
        AtomicFile.Sweep(Path, name => IsOfRun(name) || (name == Replaced && HasRun));
        new Checkpoints(Checkpoints).Sweep();
    }

    /// <summary>Takes a recipe away whose training never began.</summary>
    internal void Forget()
    {
        try
        {
            File.Delete(Recipe);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            // The reason why training did not begin is the one to report.
        }
    }

    /// <summary>Lets a new run begin in the place of the old one, which is taken away when that is done, and put back when it
    /// fails.</summary>
    internal void Replace(Action begin)
    {
        string aside = AtomicFile.Aside(In(Replaced));
        string[] names = [.. Names().Where(IsOfRun)];
        try
        {
            Directory.CreateDirectory(aside);
            // The recipe first: what is left without it is no run.
            foreach (string name in names.OrderBy(n => n != "recipe.json")) Directory.Move(In(name), System.IO.Path.Combine(aside, name));
            begin();
        }
        catch (Exception e)
        {
            PutBack(aside);
            if (DiskTrouble.Caused(e)) throw DiskTrouble.Writing(Path, e);
            throw;
        }
        AtomicFolder.TryDelete(aside);
    }

    private void PutBack(string aside)
    {
        try
        {
            foreach (string entry in Directory.EnumerateFileSystemEntries(aside))
            {
                string place = In(System.IO.Path.GetFileName(entry));
                File.Delete(place);
                Directory.Move(entry, place);
            }
            Directory.Delete(aside);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            // What could not be put back stays beside; the first trouble is the one to report.
        }
    }

    private IEnumerable<string> Names() => Directory.EnumerateFileSystemEntries(Path).Select(e => System.IO.Path.GetFileName(e));

    private static bool IsOfRun(string name) => Own.Contains(name) || name.StartsWith("events.out.tfevents", StringComparison.Ordinal);

    // Without a recipe, a folder "model" may be anybody's; only a run that was being replaced when its process died left it here.
    private bool IsStrange(string name)
    {
        if (name == RunLock.FileName) return false;
        if (AtomicFile.Intended(name) is { } intended) return intended != Replaced && !IsOfRun(intended);
        return !(IsOfRun(name) && Names().Any(n => AtomicFile.Intended(n) == Replaced));
    }

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
