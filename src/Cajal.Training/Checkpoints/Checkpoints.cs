using System.Diagnostics;
using System.Globalization;

namespace Cajal.Training;

/// <summary>Where checkpoints go, how often, and how many are kept. Each is a folder of its own, named by latest.json once it is
/// complete.</summary>
/// <remarks>A process killed at any moment leaves a checkpoint to go on from, and a run that goes on ends with the same weights, bit for
/// bit.</remarks>
/// <param name="folder">Folder of the checkpoints; made when it is missing.</param>
public sealed class Checkpoints(string folder)
{
    private const string Latest = "latest.json", Prefix = "step-";

    private long lastWritten = -1;
    private (long Step, int Epoch, int Batch)? there;

    /// <summary>Folder of the checkpoints.</summary>
    public string Folder { get; } = folder;

    /// <summary>A checkpoint after every so many epochs; one is always written when training ends or is cancelled.</summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>Least time between two checkpoints after epochs, so that short epochs do not spend their time on the disk.</summary>
    public TimeSpan AtMostEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A checkpoint after every so many steps too; null for none.</summary>
    public int? EverySteps { get; init; }

    /// <summary>How many are kept; older ones are deleted.</summary>
    public int Keep { get; init; } = 2;

    /// <summary>Puts a trainer back to where the latest checkpoint was taken; false when there is none. Call it before
    /// <see cref="Trainer.Fit"/>.</summary>
    /// <exception cref="RunException">The checkpoint is damaged, or belongs to another model or optimizer.</exception>
    public bool Restore(Trainer trainer)
    {
        if (Find() is not { } path) return false;
        Checkpoint.Load(path, trainer);
        there = PlaceOf(trainer);
        return true;
    }

    /// <summary>Folder of the latest checkpoint; null when there is none.</summary>
    /// <exception cref="RunException">latest.json is damaged.</exception>
    public string? Find()
    {
        string latest = Path.Combine(Folder, Latest);
        if (File.Exists(latest))
        {
            var record = TrainingJson.Read(latest, TrainingJson.Default.LatestRecord, 1);
            if (record.Checkpoint != Path.GetFileName(record.Checkpoint)) throw new RunException(
                $"'{latest}' names '{record.Checkpoint}', which is no folder beside it. The file is damaged.");
            string named = Path.Combine(Folder, record.Checkpoint);
            if (Directory.Exists(named)) return named;
        }
        // Folders appear whole, so the newest is good even when latest.json does not know of it (yet, or any more).
        return All().LastOrDefault();
    }

    /// <summary>Takes away what a killed process has left half-written here.</summary>
    internal void Sweep()
    {
        if (Directory.Exists(Folder)) AtomicFile.Sweep(Folder, name => name == Latest || name.StartsWith(Prefix, StringComparison.Ordinal));
    }

    /// <summary>Epochs the latest checkpoint has behind it; 0 when there is none.</summary>
    internal int EpochsDone() => Find() is { } path ? Checkpoint.EpochsDone(path) : 0;

    internal bool IsDueAfterStep(long step) => EverySteps is { } every && step % every == 0;

    /// <summary>Writes a checkpoint unless it is too soon or this very place has one; returns its folder.</summary>
    internal string? SaveWhenDue(Trainer trainer, bool force)
    {
        if (there == PlaceOf(trainer)) return null;
        bool tooSoon = lastWritten >= 0 && Stopwatch.GetElapsedTime(lastWritten) < AtMostEvery;
        if (!force && (tooSoon || trainer.EpochsDone % EveryEpochs != 0)) return null;
        // A cancelled validation and the end of its epoch are two places after one step.
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{trainer.StepsDone:D10}-epoch-{trainer.EpochsDone:D6}");
        string path = Path.Combine(Folder, name);
        try
        {
            Directory.CreateDirectory(Folder);
            Checkpoint.Save(path, trainer);
            TrainingJson.Write(Path.Combine(Folder, Latest), new LatestRecord { Checkpoint = name }, TrainingJson.Default.LatestRecord);
            foreach (string old in All().Where(p => p != path).SkipLast(Keep - 1)) AtomicFolder.Remove(old);
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Writing(path, e);
        }
        lastWritten = Stopwatch.GetTimestamp();
        there = PlaceOf(trainer);
        return path;
    }

    // A cancelled validation is a place of its own: the epoch's batches are over, its end is not.
    private static (long, int, int) PlaceOf(Trainer trainer) => (trainer.StepsDone, trainer.EpochsDone, trainer.Position.Batch);

    private string[] All() => !Directory.Exists(Folder) ? []
        : [.. Directory.EnumerateDirectories(Folder, Prefix + "*").Where(IsWhole).Order(StringComparer.Ordinal)];

    private static bool IsWhole(string folder) => AtomicFile.Intended(Path.GetFileName(folder)) is null;
}
