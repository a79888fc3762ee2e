using System.Diagnostics;

namespace Cajal.Benchmarks.Serving;

/// <summary>What the clients of a server have seen together.</summary>
internal sealed class LoadCount
{
    // Steps of a hundredth from 1 µs on.
    private const double Step = 1.01;

    private readonly long[] latencies = new long[2500];
    private long answered, failed, refused, lost;

    /// <summary>Answers with status 200.</summary>
    public long Answers => Interlocked.Read(ref answered);

    /// <summary>Answers with another status.</summary>
    public long Failures => Interlocked.Read(ref failed);

    /// <summary>Connections that were not taken on.</summary>
    public long Refusals => Interlocked.Read(ref refused);

    /// <summary>Requests that were sent and never answered.</summary>
    public long Losses => Interlocked.Read(ref lost);

    /// <summary>What the last lost request or bad answer was.</summary>
    public string? Trouble { get; private set; }

    public void Answered(int status, long ticks)
    {
        if (status == 200) Interlocked.Increment(ref answered);
        else
        {
            Interlocked.Increment(ref failed);
            Trouble = FormattableString.Invariant($"status {status}");
        }
        double microseconds = Math.Max(1, ticks * 1e6 / Stopwatch.Frequency);
        Interlocked.Increment(ref latencies[Math.Min(latencies.Length - 1, (int)(Math.Log(microseconds) / Math.Log(Step)))]);
    }

    public void Refused() => Interlocked.Increment(ref refused);

    public void Lost(string reason)
    {
        Interlocked.Increment(ref lost);
        Trouble = reason;
    }

    /// <summary>The latency in milliseconds that a share of the answers stayed below.</summary>
    public double Quantile(double share)
    {
        long all = latencies.Sum(), below = 0;
        for (int i = 0; i < latencies.Length; i++)
            if ((below += latencies[i]) >= share * all) return Math.Pow(Step, i + 1) / 1000;
        return double.PositiveInfinity;
    }
}
