using System.Buffers;
using System.Threading.Tasks.Sources;

namespace Cajal.AspNetCore;

/// <summary>Rows of one request on their way through the network. Its buffers are given back when it is disposed of, which must not happen before it is done.</summary>
internal sealed class Ask : IValueTaskSource, IDisposable
{
    private readonly ServedModel served;
    private readonly BodyRoom room;
    private readonly long deadline;
    private readonly CancellationToken gone;
    private readonly List<RowRead> reads = [];
    private ManualResetValueTaskSourceCore<bool> done = new() { RunContinuationsAsynchronously = true };
    private float[] inputs = [], outputs = [];

    /// <summary>Without rows yet.</summary>
    /// <param name="served">The version that is asked.</param>
    /// <param name="room">Where memory is taken from.</param>
    /// <param name="timeout">How long anybody waits for the answer.</param>
    /// <param name="gone">Set when whoever asked has gone.</param>
    public Ask(ServedModel served, BodyRoom room, TimeSpan timeout, CancellationToken gone)
    {
        (this.served, this.room, this.gone) = (served, room, gone);
        deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
    }

    /// <summary>Number of rows.</summary>
    public int Rows => reads.Count;

    /// <summary>How many rows have been taken to the network.</summary>
    public int Taken { get; set; }

    /// <summary>What each row had beside its numbers.</summary>
    public IReadOnlyList<RowRead> Reads => reads;

    /// <summary>Whether it is asked as a list, and answered as one.</summary>
    public bool IsList { get; set; }

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsOver => gone.IsCancellationRequested || Environment.TickCount64 > deadline;

    /// <summary>Room for one more row.</summary>
    /// <exception cref="RequestProblem">All requests together take too much memory.</exception>
    public RowRead AddRow()
    {
        int needed = (Rows + 1) * served.Reader.Size;
        if (inputs.Length < needed)
        {
            float[] more = ArrayPool<float>.Shared.Rent(Rows == 0 ? needed : 2 * needed);
            room.Take(sizeof(float) * (more.Length - inputs.Length));
            inputs.AsSpan(0, Rows * served.Reader.Size).CopyTo(more);
            if (inputs.Length > 0) ArrayPool<float>.Shared.Return(inputs);
            inputs = more;
        }
        var read = new RowRead();
        reads.Add(read);
        return read;
    }

    /// <summary>The numbers of some rows.</summary>
    public Span<float> Inputs(int from, int count = 1) => inputs.AsSpan(from * served.Reader.Size, count * served.Reader.Size);

    /// <summary>The answers to some rows.</summary>
    public Span<float> Outputs(int from, int count = 1) => outputs.AsSpan(from * served.Predictor.Outputs, count * served.Predictor.Outputs);

    /// <summary>Asks the network; the task ends when all rows are answered.</summary>
    public ValueTask Run()
    {
        outputs = ArrayPool<float>.Shared.Rent(Rows * served.Predictor.Outputs);
        return served.Batcher.Run(this);
    }

    /// <summary>Waits until all rows are answered.</summary>
    public ValueTask WhenDone() => new(this, done.Version);

    /// <summary>Says that all rows are answered.</summary>
    public void Complete() => done.SetResult(true);

    /// <summary>Says why they are not.</summary>
    public void Fail(Exception error) => done.SetException(error);

    /// <summary>Says that nobody waits for the answer any more.</summary>
    public void Abandon() => Fail(gone.IsCancellationRequested ? new OperationCanceledException(gone)
        : RequestProblem.Busy("The answer did not come in time, since too much was asked for before it. Ask again later, or less at once."));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (inputs.Length > 0) ArrayPool<float>.Shared.Return(inputs);
        if (outputs.Length > 0) ArrayPool<float>.Shared.Return(outputs);
        (inputs, outputs) = ([], []);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => done.GetStatus(token);

    void IValueTaskSource.GetResult(short token) => done.GetResult(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        done.OnCompleted(continuation, state, token, flags);
}
