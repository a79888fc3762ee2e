using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The curves of the event files of a folder, which grow: what is new is read, and what is damaged is told.</summary>
/// <param name="folder">The folder.</param>
internal sealed class GrowingEvents(string folder)
{
    // Three numbers for each point: 240 MB.
    private const int MostPoints = 10_000_000, MostCurves = 1000, MostFiles = 200, LongestName = 120;

    private readonly SortedDictionary<string, EventCurve> curves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventTail> tails = new(StringComparer.Ordinal);
    private readonly List<string> troubles = [];
    private bool isFull;

    /// <summary>The curves by their names.</summary>
    public SortedDictionary<string, EventCurve> Curves => curves;

    /// <summary>Points of all curves.</summary>
    public long Points { get; private set; }

    /// <summary>Files that were read.</summary>
    public int Files => tails.Count;

    /// <summary>What could not be read, a sentence each.</summary>
    public IReadOnlyList<string> Troubles => troubles;

    /// <summary>When the first value was written, in seconds since 1970.</summary>
    public double Start => curves.Count == 0 ? 0 : curves.Values.Min(c => c.FirstTime);

    /// <summary>Reads what is new.</summary>
    /// <exception cref="RunException">The folder is gone.</exception>
    public void Update()
    {
        try
        {
            if (Read()) return;
            // A file was replaced or taken away: what the others gave is read again beside it.
            curves.Clear();
            tails.Clear();
            (Points, isFull) = (0, false);
            Read();
        }
        catch (Exception e) when (DiskTrouble.Caused(e))
        {
            throw DiskTrouble.Reading(folder, e);
        }
    }

    private bool Read()
    {
        string[] all = [.. EventFolder.Files(folder)], files = [.. all.Take(MostFiles)];
        troubles.Clear();
        if (tails.Keys.Except(files).Any()) return false;
        if (all.Length > files.Length) troubles.Add($"The folder has {all.Length} event files; the first {MostFiles} are read.");
        foreach (string file in files)
        {
            if (isFull) break;
            if (!tails.TryGetValue(file, out var tail)) tails.Add(file, tail = new EventTail(file));
            try
            {
                if (!tail.Update(Take)) return false;
            }
            catch (RunException e)
            {
                troubles.Add(e.Message);
            }
            if (tail.Trouble is { } trouble) troubles.Add(trouble);
            if (tail.Damaged > 0) troubles.Add($"Damaged records of '{Path.GetFileName(file)}', which are passed over: {tail.Damaged}.");
        }
        if (isFull) troubles.Add($"There are more than {MostPoints} points or {MostCurves} curves, which is more than is held here; the rest is not shown.");
        return true;
    }

    private void Take(EventScalar value)
    {
        if (Points >= MostPoints)
        {
            isFull = true;
            return;
        }
        string name = PlainText.Of(value.Tag, LongestName);
        if (!curves.TryGetValue(name, out var curve))
        {
            if (curves.Count >= MostCurves)
            {
                isFull = true;
                return;
            }
            curves.Add(name, curve = new EventCurve());
        }
        curve.Add(value);
        Points++;
    }
}
