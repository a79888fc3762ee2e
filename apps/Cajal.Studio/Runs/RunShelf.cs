using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The files of runs that are being looked at, as far as they were read: a bounded number of them, those looked at longest ago are let go.</summary>
internal sealed class RunShelf
{
    private const int MostRuns = 24;
    // Half a gigabyte of numbers over all runs.
    private const long MostCells = 1 << 26;

    private readonly LinkedList<Shelved> shelved = new();
    private readonly Lock gate = new();

    /// <summary>Does something with the epochs of a run, read up to their end.</summary>
    /// <exception cref="RunException">The file is damaged.</exception>
    public T WithTable<T>(RunFolder folder, Func<GrowingTable, T> work)
    {
        var run = Take(folder);
        lock (run)
        {
            run.Table.Update();
            run.Cells = (long)run.Table.Rows * run.Table.Columns.Count;
            return work(run.Table);
        }
    }

    /// <summary>Does something with the looks at the layers of a run, read up to their end.</summary>
    /// <exception cref="RunException">The file is damaged.</exception>
    public T WithLooks<T>(RunFolder folder, Func<GrowingLooks, T> work)
    {
        var run = Take(folder);
        lock (run)
        {
            run.Looks.Update();
            return work(run.Looks);
        }
    }

    /// <summary>Does something with the event files of another program, read up to their end.</summary>
    /// <exception cref="RunException">The folder is gone.</exception>
    public T WithEvents<T>(RunFolder folder, Func<GrowingEvents, T> work)
    {
        var run = Take(folder);
        lock (run)
        {
            run.Events.Update();
            run.Cells = 3 * run.Events.Points;
            return work(run.Events);
        }
    }

    private Shelved Take(RunFolder folder)
    {
        lock (gate)
        {
            var node = shelved.First;
            while (node is not null && node.Value.Path != folder.Path) node = node.Next;
            if (node is null) node = new LinkedListNode<Shelved>(new Shelved(folder));
            else shelved.Remove(node);
            shelved.AddFirst(node);
            while (shelved.Count > 1 && (shelved.Count > MostRuns || shelved.Sum(s => s.Cells) > MostCells)) shelved.RemoveLast();
            return node.Value;
        }
    }

    private sealed class Shelved(RunFolder folder)
    {
        public string Path => folder.Path;

        public GrowingTable Table { get; } = new(folder.Metrics);

        public GrowingLooks Looks { get; } = new(folder.Monitors);

        public GrowingEvents Events { get; } = new(folder.Path);

        public long Cells { get; set; }
    }
}
