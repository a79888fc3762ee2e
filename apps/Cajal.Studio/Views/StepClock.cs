using System.Diagnostics;

namespace Cajal.Studio;

/// <summary>How long steps take, without the pictures made between them.</summary>
internal sealed class StepClock
{
    private readonly double[] lately = new double[101];
    private long since, count;

    /// <summary>The middle of the last hundred, in seconds; null before the first.</summary>
    public double? Median
    {
        get
        {
            double[] known = [.. lately.Take((int)Math.Min(count, lately.Length)).Order()];
            return known.Length == 0 ? null : known[known.Length / 2];
        }
    }

    /// <summary>Seconds of all steps.</summary>
    public double Sum { get; private set; }

    /// <summary>Steps measured.</summary>
    public long Count => count;

    /// <summary>Another network or other settings: what was measured is not of it.</summary>
    public void Clear() => (since, count, Sum) = (0, 0, 0);

    /// <summary>A step begins.</summary>
    public void Start() => since = Stopwatch.GetTimestamp();

    /// <summary>It is over.</summary>
    public void Stop()
    {
        if (since == 0) return;
        double seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        since = 0;
        lately[count++ % lately.Length] = seconds;
        Sum += seconds;
    }
}
