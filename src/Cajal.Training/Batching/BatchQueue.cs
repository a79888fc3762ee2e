using System.Diagnostics;

namespace Cajal.Training;

/// <summary>Batches made ahead in a ring of fixed length, by pool threads that work only while there is room; nothing allocated in steady
/// use.</summary>
/// <remarks>Batch b lies in place b mod length. Threads take the next batch in order as long as it is less than a ring's length ahead of
/// the
/// one in use; so no place is written that is still read.</remarks>
internal sealed class BatchQueue
{
    private readonly AugmentedMaker maker;
    private readonly Place[] places;
    private readonly Hand[] hands;
    private readonly object gate = new();
    private readonly int last;
    private int current, next, busy, own, waits;
    private bool isOpen;
    private long waited;

    public BatchQueue(AugmentedMaker maker, int threads, int ahead)
    {
        this.maker = maker;
        last = maker.Batches.Count;
        places = [.. Enumerable.Range(0, ahead + 1).Select(_ => new Place())];
        hands = [.. Enumerable.Range(0, threads).Select(_ => new Hand(this))];
    }

    public QueueFigures Figures => new(waits, TimeSpan.FromSeconds((double)waited / Stopwatch.Frequency), own);

    /// <summary>Waits for the threads to end what they are at, and forgets what was made.</summary>
    public void Empty()
    {
        lock (gate)
        {
            isOpen = false;
            while (busy > 0) Sleep();
        }
        foreach (var place in places) place.Batch = -1;
    }

    /// <summary>The batch, as soon as it is made; the places behind it are free from here on.</summary>
    public MadeBatch Take(int batch)
    {
        var place = places[batch % places.Length];
        bool mine = false;
        // The first of an epoch, which after a resume is not batch 0, or one out of order: begin there.
        if (!isOpen || batch < current || batch > next)
        {
            Empty();
            next = batch;
        }
        lock (gate)
        {
            isOpen = true;
            current = batch;
            if (place.Batch != batch)
            {
                mine = true;
                Claim(place, batch);
                own++;
            }
        }
        CallHands();
        if (mine) Make(place, batch);
        else WaitFor(place);
        if (place.Trouble is { } trouble) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(trouble);
        return place.Made;
    }

    private void WaitFor(Place place)
    {
        if (place.IsReady) return;
        long began = Stopwatch.GetTimestamp();
        waits++;
        lock (gate)
            while (!place.IsReady) Sleep();
        waited += Stopwatch.GetTimestamp() - began;
    }

    // Without hands, as in a browser, which may not wait, nobody is ever waited for.
    private void Sleep()
    {
        if (OperatingSystem.IsBrowser()) throw new UnreachableException("A browser makes its batches itself.");
        Monitor.Wait(gate);
    }

    private void Claim(Place place, int batch)
    {
        (place.Batch, place.IsReady, place.Trouble) = (batch, false, null);
        next = batch + 1;
        busy++;
    }

    private bool TryClaim(out Place place, out int batch)
    {
        lock (gate)
        {
            batch = next;
            place = places[batch % places.Length];
            if (!isOpen || batch >= last || batch >= current + places.Length) return false;
            Claim(place, batch);
            return true;
        }
    }

    private void Make(Place place, int batch)
    {
        try
        {
            maker.Make(batch, place.Made);
        }
        catch (Exception trouble)
        {
            place.Trouble = trouble;
        }
        lock (gate)
        {
            place.IsReady = true;
            busy--;
            Monitor.PulseAll(gate);
        }
    }

    private void CallHands()
    {
        foreach (var hand in hands) hand.Call();
    }

    private sealed class Place
    {
        public MadeBatch Made { get; } = new();

        public int Batch { get; set; } = -1;

        public volatile bool IsReady;

        public Exception? Trouble { get; set; }
    }

    /// <summary>One piece of work in the thread pool, called again when there is room.</summary>
    private sealed class Hand(BatchQueue queue) : IThreadPoolWorkItem
    {
        private int called;

        public void Call()
        {
            if (Interlocked.Exchange(ref called, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public void Execute()
        {
            Volatile.Write(ref called, 0);
            while (queue.TryClaim(out var place, out int batch)) queue.Make(place, batch);
        }
    }
}

/// <summary>How a queue of batches served its trainer.</summary>
/// <param name="Waits">How often the trainer stood still because its batch was begun but not ready.</param>
/// <param name="Waited">For how long, all together.</param>
/// <param name="MadeByTrainer">Batches that the trainer made itself because nobody had begun them.</param>
public readonly record struct QueueFigures(int Waits, TimeSpan Waited, int MadeByTrainer);
