namespace Cajal.AspNetCore;

/// <summary>The latest rows that came in, as they came: a ring.</summary>
internal sealed class LatestRows(int capacity, int width)
{
    private readonly double[] numbers = new double[(long)capacity * width];
    private readonly Lock ring = new();
    private long count, second, inSecond;

    /// <summary>How many rows came in since the start.</summary>
    public long Count => Interlocked.Read(ref count);

    /// <summary>Whether a row is to be kept: of many that come in, no more in a second than there is room for.</summary>
    public bool IsWanted()
    {
        long now = Environment.TickCount64 / 1000;
        if (Interlocked.Read(ref second) != now)
        {
            Interlocked.Exchange(ref second, now);
            Interlocked.Exchange(ref inSecond, 0);
        }
        return Interlocked.Increment(ref inSecond) <= capacity;
    }

    /// <summary>Keeps a row in the place of the oldest.</summary>
    public void Add(ReadOnlySpan<double> row)
    {
        lock (ring)
        {
            row.CopyTo(numbers.AsSpan((int)(count % capacity) * width));
            count++;
        }
    }

    /// <summary>A copy of the rows, [N, width], in no particular order.</summary>
    public double[] Copy()
    {
        lock (ring) return numbers[..(int)(Math.Min(count, capacity) * width)];
    }
}
