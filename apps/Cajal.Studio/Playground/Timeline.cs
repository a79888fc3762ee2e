using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Moments of a training that can be gone back to: all weights, the optimizer's memory, the place in time. From one of them the same steps follow, bit for
/// bit.</summary>
/// <remarks>A bounded number is kept over the whole time: when there are too many, every second one goes and the next ones are taken half as often.</remarks>
internal sealed class Timeline
{
    private const long MostNumbers = 16L << 20;
    private const int MostMoments = 200;

    private readonly List<BenchSnapshot> moments = [];
    private long spacing = 1;

    /// <summary>Step of the first moment.</summary>
    public long First => moments.Count > 0 ? moments[0].Numbers.Step : 0;

    /// <summary>Number of moments.</summary>
    public int Count => moments.Count;

    /// <summary>All of them, the earliest first.</summary>
    public IReadOnlyList<BenchSnapshot> Moments => moments;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        moments.Clear();
        spacing = 1;
    }

    /// <summary>Keeps this moment, when it is later than all others and far enough from them.</summary>
    /// <param name="bench">What to keep.</param>
    /// <param name="always">True keeps it whatever the distance: a setting was changed here.</param>
    public void Add(Bench bench, bool always = false)
    {
        long step = bench.Trainer.StepsDone;
        if (moments.Count > 0 && (always ? step < moments[^1].Numbers.Step : step < moments[^1].Numbers.Step + spacing)) return;
        moments.Add(bench.Snapshot());
        if (moments.Count <= Math.Clamp(MostNumbers / Math.Max(1, TrainingSnapshot.SizeOf(bench.Trainer)), 4, MostMoments)) return;
        // The last of each bench's first moments stays: settings begin there.
        var kept = moments.Where((m, i) => i % 2 == 0 || i == moments.Count - 1 || m.Bench != moments[i - 1].Bench).ToArray();
        moments.Clear();
        moments.AddRange(kept);
        spacing = Math.Max(spacing + 1, 2 * (kept[^1].Numbers.Step - kept[0].Numbers.Step) / Math.Max(1, kept.Length));
    }

    /// <summary>The last moment at or before a step.</summary>
    public BenchSnapshot Before(long step) => moments.FindLast(m => m.Numbers.Step <= step) ?? moments[0];

    /// <summary>Whether settings were changed later than a step.</summary>
    public bool ChangesAfter(long step, Bench bench) => moments.Exists(m => m.Numbers.Step > step && m.Bench != bench);

    /// <summary>Forgets what comes after a step: another future begins there.</summary>
    public void CutAfter(long step) => moments.RemoveAll(m => m.Numbers.Step > step);
}
