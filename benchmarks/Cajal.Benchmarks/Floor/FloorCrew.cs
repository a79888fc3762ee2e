using System.Runtime.Intrinsics.X86;

namespace Cajal.Benchmarks.Floor;

/// <summary>Two threads that wait for each other spinning: the fastest there is when each has a processor to itself, and nothing for any
/// other
/// case.</summary>
internal sealed class FloorCrew : IDisposable
{
    private readonly Action<int> work;
    private readonly Thread second;
    private volatile int begun, ended;
    private volatile bool over;
    private int phase;

    /// <param name="work">Does a share of a phase: 2 · phase + share.</param>
    public FloorCrew(Action<int> work)
    {
        this.work = work;
        second = new Thread(Follow) { IsBackground = true };
        second.Start();
    }

    /// <summary>Has both shares of a phase done.</summary>
    public void Run(int next)
    {
        phase = next;
        int now = ++begun;
        work(2 * next);
        while (ended != now) X86Base.Pause();
    }

    public void Dispose()
    {
        over = true;
        second.Join();
    }

    private void Follow()
    {
        for (int done = 0; !over;)
        {
            if (begun == done)
            {
                X86Base.Pause();
                continue;
            }
            work(2 * phase + 1);
            ended = ++done;
        }
    }
}
