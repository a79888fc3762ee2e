using System.Runtime.InteropServices;

namespace Cajal.Studio;

/// <summary>A curve of event files: steps ascend, and of two values of one step the one written later counts, as where a training was resumed.</summary>
internal sealed class EventCurve
{
    private List<double> steps = [], times = [], values = [];
    private bool isOrdered = true;

    /// <summary>Points so far.</summary>
    public int Count => steps.Count;

    /// <summary>Seconds since 1970 of its earliest value.</summary>
    public double FirstTime { get; private set; } = double.PositiveInfinity;

    /// <summary>The same of its latest value.</summary>
    public double LastTime { get; private set; } = double.NegativeInfinity;

    /// <summary>Ascending steps.</summary>
    public ReadOnlySpan<double> Steps
    {
        get
        {
            Order();
            return CollectionsMarshal.AsSpan(steps);
        }
    }

    /// <summary>The values at these steps.</summary>
    public ReadOnlySpan<double> Values
    {
        get
        {
            Order();
            return CollectionsMarshal.AsSpan(values);
        }
    }

    /// <summary>Adds a value as it was read; one that was lost is shown as infinities are.</summary>
    public void Add(EventScalar value)
    {
        double time = double.IsFinite(value.WallTime) ? value.WallTime : times.Count > 0 ? times[^1] : 0;
        (FirstTime, LastTime) = (Math.Min(FirstTime, time), Math.Max(LastTime, time));
        isOrdered &= steps.Count == 0 || value.Step > steps[^1];
        steps.Add(value.Step);
        times.Add(time);
        values.Add(double.IsNaN(value.Value) ? double.PositiveInfinity : value.Value);
    }

    /// <summary>Values by seconds.</summary>
    /// <param name="start">Seconds since 1970 from which they count.</param>
    public (double[] X, double[] Y) BySeconds(double start)
    {
        Order();
        double[] x = [.. times.Select(t => t - start)], y = [.. values];
        // Of a training that was resumed, later steps may have earlier times.
        for (int i = 1; i < x.Length; i++)
            if (!(x[i] >= x[i - 1]))
            {
                Array.Sort(x, y);
                break;
            }
        return (x, y);
    }

    private void Order()
    {
        if (isOrdered) return;
        isOrdered = true;
        int[] order = [.. Enumerable.Range(0, steps.Count)];
        var keys = CollectionsMarshal.AsSpan(steps).ToArray();
        Array.Sort(order, (a, b) => keys[a].CompareTo(keys[b]) is var by && by != 0 ? by : a.CompareTo(b));
        int[] kept = [.. Enumerable.Range(0, order.Length).Where(i => i + 1 == order.Length || keys[order[i]] != keys[order[i + 1]]).Select(i => order[i])];
        (steps, times, values) = ([.. kept.Select(i => steps[i])], [.. kept.Select(i => times[i])], [.. kept.Select(i => values[i])]);
    }
}
