namespace Cajal.Benchmarks.Ceilings;

/// <summary>The same work on several threads at once.</summary>
internal static class Together
{
    /// <summary>Work that is done by so many threads side by side, each as often as asked; back when the last is done.</summary>
    public static Action<int> On(int threads, Func<Action<int>> make)
    {
        Action<int>[] works = [.. Enumerable.Range(0, threads).Select(_ => make())];
        if (threads == 1) return works[0];
        return runs =>
        {
            Thread[] others = [.. works.Skip(1).Select(work => new Thread(() => work(runs)))];
            foreach (var thread in others) thread.Start();
            works[0](runs);
            foreach (var thread in others) thread.Join();
        };
    }
}
