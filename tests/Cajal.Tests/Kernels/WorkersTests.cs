using System.Diagnostics;
using Cajal.Tests.House;

namespace Cajal.Tests.Kernels;

/// <summary>Tests that change the number of threads or load the machine run alone.</summary>
[CollectionDefinition(nameof(ThreadCount), DisableParallelization = true)]
public class ThreadCount;

[Collection(nameof(ThreadCount))]
public class WorkersTests : IDisposable
{
    private readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    private struct Counting(int[] runs) : IChunkBody
    {
        public readonly void Run(int chunk) => Interlocked.Increment(ref runs[chunk]);
    }

    private struct Acting(Action<int> action) : IChunkBody
    {
        public readonly void Run(int chunk) => action(chunk);
    }

    private struct Summing(long[] sums) : IChunkBody
    {
        public readonly void Run(int chunk)
        {
            long sum = 0;
            for (int i = 0; i < 200; i++) sum += i ^ chunk;
            sums[chunk] = sum;
        }
    }

    private static void For(int chunks, Action<int> action)
    {
        var body = new Acting(action);
        Workers.For(chunks, ref body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EveryChunkRunsExactlyOnceOverThousandsOfCalls(int threads)
    {
        Workers.Count = threads;
        for (int call = 0; call < 5000; call++)
        {
            int chunks = call % 17;
            var runs = new int[chunks];
            var body = new Counting(runs);
            Workers.For(chunks, ref body);
            runs.All(count => count == 1).ShouldBeTrue(); // seen from here, so all are done on return
            if (call % 500 == 499) Thread.Sleep(1); // long enough for the threads to fall asleep
        }
    }

    [Fact]
    public void SeveralThreadsTakePart()
    {
        Workers.Count = 3;
        // Each chunk waits for the other two: without three threads nobody goes on.
        using var barrier = new Barrier(3);
        var threads = new HashSet<int>();
        for (int attempt = 0; attempt < 100 && threads.Count < 3; attempt++)
        {
            // A worker that sleeps too long leaves the barrier waiting in vain; then try again.
            threads.Clear();
            For(3, _ =>
            {
                barrier.SignalAndWait(TimeSpan.FromSeconds(2));
                lock (threads) threads.Add(Environment.CurrentManagedThreadId);
            });
        }
        threads.Count.ShouldBe(3);
    }

    [Fact]
    public void OneThreadMeansThisThread()
    {
        Workers.Count = 1;
        int here = Environment.CurrentManagedThreadId;
        For(50, _ => Environment.CurrentManagedThreadId.ShouldBe(here));
    }

    [Fact]
    public void WorkersAreBackgroundThreads()
    {
        Workers.Count = 2;
        bool all = true;
        For(100, _ =>
        {
            if (Thread.CurrentThread.Name?.StartsWith("Cajal worker", StringComparison.Ordinal) == true) all &= Thread.CurrentThread.IsBackground;
            Thread.Sleep(1);
        });
        all.ShouldBeTrue();
    }

    [Fact]
    public void ACallFromInsideRunsOnTheSameThread()
    {
        Workers.Count = 3;
        for (int call = 0; call < 200; call++)
        {
            var runs = new int[8, 8];
            For(8, outer =>
            {
                int thread = Environment.CurrentManagedThreadId;
                For(8, inner =>
                {
                    Environment.CurrentManagedThreadId.ShouldBe(thread);
                    Interlocked.Increment(ref runs[outer, inner]);
                });
            });
            runs.Cast<int>().All(count => count == 1).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void AnExceptionReachesTheCallerAndThePoolGoesOn(int threads)
    {
        Workers.Count = threads;
        for (int call = 0; call < 300; call++)
        {
            int bad = call % 10;
            int running = 0;
            var e = Should.Throw<InvalidOperationException>(() => For(10, chunk =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    if (chunk == bad) throw new InvalidOperationException("chunk " + bad);
                    Thread.SpinWait(50);
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            }));
            e.Message.ShouldBe("chunk " + bad);
            e.StackTrace!.ShouldContain(nameof(AnExceptionReachesTheCallerAndThePoolGoesOn));
            running.ShouldBe(0);
            var runs = new int[10];
            For(10, chunk => Interlocked.Increment(ref runs[chunk]));
            runs.All(count => count == 1).ShouldBeTrue();
        }
    }

    [Fact]
    public void SeveralCallersAtOnceAllGetTheirWorkDone()
    {
        Workers.Count = 3;
        var wrong = 0;
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int call = 0; call < 3000; call++)
            {
                var runs = new int[7];
                var body = new Counting(runs);
                Workers.For(7, ref body);
                if (runs.Any(count => count != 1)) Interlocked.Increment(ref wrong);
            }
        })).ToList();
        callers.ForEach(c => c.Start());
        callers.ForEach(c => c.Join());
        wrong.ShouldBe(0);
    }

    [Fact]
    public void TheNumberOfThreadsMayChangeWhileOthersCall()
    {
        using var stop = new CancellationTokenSource();
        var wrong = 0;
        var caller = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var runs = new int[9];
                var body = new Counting(runs);
                Workers.For(9, ref body);
                if (runs.Any(count => count != 1)) Interlocked.Increment(ref wrong);
            }
        });
        caller.Start();
        for (int i = 0; i < 200; i++) Workers.Count = 1 + i % 4;
        stop.Cancel();
        caller.Join();
        wrong.ShouldBe(0);
    }

    [Fact]
    public void AnInterruptedCallerStaysUntilItsWorkIsDone()
    {
        Workers.Count = 2;
        int done = 0;
        bool interruptedAfterwards = false;
        using var begun = new ManualResetEventSlim();
        var caller = new Thread(() =>
        {
            int here = Environment.CurrentManagedThreadId;
            For(2, _ =>
            {
                // The caller's chunk ends when the worker's has begun, which takes long: the caller sleeps when it is interrupted.
                if (Environment.CurrentManagedThreadId == here)
                {
                    begun.Wait();
                    return;
                }
                begun.Set();
                Thread.Sleep(300);
                Interlocked.Increment(ref done);
            });
            int seen = done;
            try { Thread.Sleep(1000); }
            catch (ThreadInterruptedException) { interruptedAfterwards = seen == 1; }
        });
        caller.Start();
        begun.Wait();
        Thread.Sleep(50);
        caller.Interrupt();
        caller.Join();
        interruptedAfterwards.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ACallAllocatesNothing(int threads)
    {
        Workers.Count = threads;
        var body = new Summing(new long[16]);
        for (int i = 0; i < 100; i++) Workers.For(16, ref body);
        Allocated.By(() =>
        {
            for (int i = 0; i < 2000; i++) Workers.For(16, ref body);
        }).ShouldBe(0);
    }

    [Fact]
    public void CallsDoNotCollapseWhenOthersUseTheProcessors()
    {
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (!stop.IsCancellationRequested) Thread.SpinWait(1000);
        })
        { IsBackground = true }).ToList();
        load.ForEach(t => t.Start());
        int alone = Calls(1), together = Calls(Math.Max(2, Environment.ProcessorCount));
        stop.Cancel();
        load.ForEach(t => t.Join());
        // A barrier that waits for every thread in each call would reach about a hundred calls instead of tens of thousands.
        together.ShouldBeGreaterThan(alone / 20);

        static int Calls(int threads)
        {
            Workers.Count = threads;
            var body = new Summing(new long[16]);
            for (int i = 0; i < 100; i++) Workers.For(16, ref body);
            var watch = Stopwatch.StartNew();
            int calls = 0;
            for (; watch.ElapsedMilliseconds < 400; calls++) Workers.For(16, ref body);
            return calls;
        }
    }

    [Fact]
    public void WishesForThreads()
    {
        Workers.Initial(null).ShouldBe(Environment.ProcessorCount);
        Workers.Initial(" ").ShouldBe(Environment.ProcessorCount);
        Workers.Initial("3").ShouldBe(3);
        foreach (string wish in new[] { "0", "-1", "two", "1.5", "1,0" })
            Should.Throw<InvalidOperationException>(() => Workers.Initial(wish)).Message.ShouldContain($"'{wish}'");
        Should.Throw<ArgumentOutOfRangeException>(() => Workers.Count = 0).Message.ShouldContain("received 0");
    }
}
