using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Cajal;

/// <summary>Some threads that wait for one job at a time and claim its chunks.</summary>
/// <remarks>Claims go through one number of 64 bits, (job's number, chunks left): it can only be moved on by who has seen the same job, so a thread that
/// comes late never takes a chunk of the next job for one of the last. A thread that lost its processor between chunks delays nobody.</remarks>
[UnsupportedOSPlatform("browser")]
internal sealed unsafe class Crew
{
    // Who waits first spins, because work comes in quick succession; then offers its processor to others; then sleeps, so that it holds none.
    // A caller sleeps soon: it waits for a thread that lost its processor, and leaves it its own. Waking costs 4 µs here and 16 µs there.
    private static readonly long SpinTicks = Microseconds(40), WorkerTicks = Microseconds(300), CallerTicks = Microseconds(60);

    private readonly Lanes lanes = new();
    private readonly object workerBell = new(), callerBell = new();
    private int sleepingWorkers;
    private bool callerSleeps;
    private volatile bool retired;

    // The job; written only while nothing is left to claim.
    private delegate*<void*, int, void> run;
    private void* body;
    private int chunks;
    private Exception? failure;

    public Crew(int workers)
    {
        for (int i = 0; i < workers; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"Cajal worker {i + 1}");
            new Thread(Work) { IsBackground = true, Name = name }.UnsafeStart();
        }
    }

    /// <summary>Lets the threads end when their job is done.</summary>
    public void Retire()
    {
        retired = true;
        lock (workerBell) Monitor.PulseAll(workerBell);
    }

    /// <summary>Runs all chunks; false, with nothing done, when another job is under way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRun<TBody>(int count, ref TBody work) where TBody : struct, IChunkBody
    {
        if (Volatile.Read(ref lanes.Busy) != 0 || Interlocked.CompareExchange(ref lanes.Busy, 1, 0) != 0) return false;
        fixed (void* pinned = &Unsafe.As<TBody, byte>(ref work))
        {
            run = &RunChunk<TBody>;
            body = pinned;
            chunks = count;
            Volatile.Write(ref lanes.Done, 0);
            long job = (Volatile.Read(ref lanes.Claims) >> 32) + 1;
            Interlocked.Exchange(ref lanes.Claims, (job << 32) | (uint)count);
            bool interrupted = Volatile.Read(ref sleepingWorkers) > 0 && !TryWake(count - 1);
            Claim();
            // The body lies on the caller's stack: whatever happens, stay until nobody uses it.
            while (Volatile.Read(ref lanes.Done) != count) interrupted |= !TryAwaitOthers(count);
            if (interrupted) Thread.CurrentThread.Interrupt();
        }
        var thrown = failure;
        failure = null;
        Volatile.Write(ref lanes.Busy, 0);
        if (thrown is not null) ExceptionDispatchInfo.Throw(thrown);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunChunk<TBody>(void* body, int chunk) where TBody : struct, IChunkBody => Unsafe.AsRef<TBody>(body).Run(chunk);

    /// <summary>Claims and runs chunks until none is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Claim()
    {
        int mine = 0, total = 0;
        long seen = Volatile.Read(ref lanes.Claims);
        while ((uint)seen != 0)
        {
            // Read before the claim: if it succeeds, the job was still this one.
            var (job, work) = ((nint)run, (nint)body);
            total = chunks;
            long before = Interlocked.CompareExchange(ref lanes.Claims, seen - 1, seen);
            if (before != seen)
            {
                seen = before;
                continue;
            }
            try
            {
                if (Volatile.Read(ref failure) is null) ((delegate*<void*, int, void>)job)((void*)work, total - (int)(uint)seen);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
            // A claimed chunk keeps its job open, so what is reported below belongs to it.
            mine++;
            seen = Volatile.Read(ref lanes.Claims);
        }
        if (mine == 0 || Interlocked.Add(ref lanes.Done, mine) != total) return;
        if (Volatile.Read(ref callerSleeps)) lock (callerBell) Monitor.PulseAll(callerBell);
    }

    /// <summary>Waits until all chunks are done; false when the thread was interrupted instead.</summary>
    private bool TryAwaitOthers(int count)
    {
        long start = Stopwatch.GetTimestamp(), waited = 0;
        while (waited < CallerTicks)
        {
            if (Volatile.Read(ref lanes.Done) == count) return true;
            Pause(waited);
            waited = Stopwatch.GetTimestamp() - start;
        }
        try
        {
            lock (callerBell)
            {
                Volatile.Write(ref callerSleeps, true);
                Interlocked.MemoryBarrier();
                while (Volatile.Read(ref lanes.Done) != count) Monitor.Wait(callerBell);
            }
            return true;
        }
        catch (ThreadInterruptedException)
        {
            return false;
        }
        finally
        {
            Volatile.Write(ref callerSleeps, false);
        }
    }

    /// <summary>Wakes as many sleepers as can be of use; false when the thread was interrupted instead.</summary>
    private bool TryWake(int wanted)
    {
        try
        {
            lock (workerBell)
            {
                // Counted as awake from here on, so that the next calls need not ring again while they wait for a processor.
                for (int i = Math.Min(wanted, sleepingWorkers); i > 0; i--, sleepingWorkers--) Monitor.Pulse(workerBell);
            }
            return true;
        }
        catch (ThreadInterruptedException)
        {
            return false;
        }
    }

    private void Work()
    {
        while (!retired)
        {
            Claim();
            AwaitJob();
        }
    }

    private void AwaitJob()
    {
        long start = Stopwatch.GetTimestamp(), waited = 0, last = Volatile.Read(ref lanes.Claims);
        while (waited < WorkerTicks)
        {
            long seen = Volatile.Read(ref lanes.Claims);
            if ((uint)seen != 0 || retired) return;
            Pause(waited);
            long now = Stopwatch.GetTimestamp();
            if (seen != last) start = now; // a job came and went: the next one is near
            last = seen;
            waited = now - start;
        }
        lock (workerBell)
        {
            sleepingWorkers++;
            Interlocked.MemoryBarrier();
            if ((uint)Volatile.Read(ref lanes.Claims) == 0 && !retired) Monitor.Wait(workerBell);
            else sleepingWorkers--;
        }
    }

    private static void Pause(long waited)
    {
        if (waited < SpinTicks) Thread.SpinWait(2);
        else Thread.Yield();
    }

    private static long Microseconds(int count) => Stopwatch.Frequency * count / 1_000_000;

    /// <summary>The numbers that several threads write, each on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private sealed class Lanes
    {
        [FieldOffset(128)] public long Claims;
        [FieldOffset(256)] public int Done;
        [FieldOffset(384)] public int Busy;
    }
}
