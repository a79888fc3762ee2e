using System.Collections.Concurrent;
using Cajal.Training;

namespace Cajal.AspNetCore;

/// <summary>Brings rows to the network, those that wait at the same time together. Nobody waits for company: a row that finds the network free goes in alone, on the thread that
/// brought it; while the network works, what arrives gathers, and is the next batch.</summary>
internal sealed class Batcher(Predictor predictor, Action<int>? onBatch = null) : IThreadPoolWorkItem
{
    // So long the thread of one request works for others; then the pool does.
    private const int MostRounds = 4;

    private readonly ConcurrentQueue<Ask> arrived = new();
    private readonly Queue<Ask> next = new();
    private readonly List<(Ask Ask, int From, int Count)> batch = [];
    private float[] inputs = [], outputs = [];
    private int busy, waitingRows, nextRows;

    /// <summary>Rows that wait for the network or are in it.</summary>
    public int WaitingRows => Volatile.Read(ref waitingRows);

    /// <summary>Answers the rows; the task ends when all are there.</summary>
    public ValueTask Run(Ask ask)
    {
        Interlocked.Add(ref waitingRows, ask.Rows);
        arrived.Enqueue(ask);
        Work();
        return ask.WhenDone();
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => Work();

    private void Work()
    {
        // Whoever arrives while another works leaves its rows to that one, which looks again after it has let go.
        while (WaitingRows > 0 && Interlocked.Exchange(ref busy, 1) == 0)
        {
            bool isTired;
            try
            {
                isTired = Rounds();
            }
            finally
            {
                Interlocked.Exchange(ref busy, 0);
            }
            if (!isTired) continue;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }
    }

    // True when rows are left for somebody else.
    private bool Rounds()
    {
        for (int round = 0; round < MostRounds; round++)
            if (!Gather()) return false;
            else RunBatch();
        return true;
    }

    private bool Gather()
    {
        while (nextRows < predictor.MostRows && arrived.TryDequeue(out var ask))
        {
            if (ask.IsOver)
            {
                Interlocked.Add(ref waitingRows, -ask.Rows);
                ask.Abandon();
                continue;
            }
            next.Enqueue(ask);
            nextRows += ask.Rows;
        }
        batch.Clear();
        if (nextRows == 0) return false;
        int portion = predictor.Portion(nextRows);
        nextRows -= portion;
        for (int taken = 0; taken < portion;)
        {
            var ask = next.Peek();
            int count = Math.Min(ask.Rows - ask.Taken, portion - taken);
            batch.Add((ask, ask.Taken, count));
            taken += count;
            ask.Taken += count;
            if (ask.Taken == ask.Rows) next.Dequeue();
        }
        return true;
    }

    private void RunBatch()
    {
        int rows = 0;
        foreach (var (_, _, count) in batch) rows += count;
        try
        {
            if (batch.Count == 1) predictor.Run(batch[0].Ask.Inputs(batch[0].From, rows), batch[0].Ask.Outputs(batch[0].From, rows));
            else Together(rows);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Interlocked.Add(ref waitingRows, -rows);
            foreach (var (ask, _, _) in batch) Fail(ask, error);
            return;
        }
        Interlocked.Add(ref waitingRows, -rows);
        onBatch?.Invoke(rows);
        foreach (var (ask, from, count) in batch)
            if (from + count == ask.Rows) ask.Complete();
    }

    private void Together(int rows)
    {
        int width = predictor.Inputs, answer = predictor.Outputs;
        if (inputs.Length < predictor.MostRows * width) (inputs, outputs) = (new float[predictor.MostRows * width], new float[predictor.MostRows * answer]);
        int at = 0;
        foreach (var (ask, from, count) in batch)
        {
            ask.Inputs(from, count).CopyTo(inputs.AsSpan(at * width));
            at += count;
        }
        predictor.Run(inputs.AsSpan(0, rows * width), outputs.AsSpan(0, rows * answer));
        at = 0;
        foreach (var (ask, from, count) in batch)
        {
            outputs.AsSpan(at * answer, count * answer).CopyTo(ask.Outputs(from, count));
            at += count;
        }
    }

    // What is left of a request goes with what failed of it.
    private void Fail(Ask ask, Exception error)
    {
        if (ask.Taken < ask.Rows)
        {
            Interlocked.Add(ref waitingRows, ask.Taken - ask.Rows);
            nextRows -= ask.Rows - ask.Taken;
            next.Dequeue();
        }
        ask.Fail(error);
    }
}
