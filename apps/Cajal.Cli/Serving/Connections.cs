using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Cajal.Cli;

/// <summary>Counts open connections, so that a server that stops can wait until its clients have left.</summary>
internal sealed class Connections
{
    private int open;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Whether clients are told with their next answer that the connection ends.</summary>
    public bool AreClosing { get; set; }

    /// <summary>Counts those of an endpoint.</summary>
    public void CountOn(ListenOptions endpoint) => endpoint.Use(next => async context =>
    {
        Interlocked.Increment(ref open);
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    });

    /// <summary>Waits until all have left, or the time is over.</summary>
    public async Task WhenGone(TimeSpan most)
    {
        for (long start = Environment.TickCount64; Open > 0 && Environment.TickCount64 - start < most.TotalMilliseconds;) await Task.Delay(10);
    }
}
