using Cajal.Data;

namespace Cajal.Training;

/// <summary>Batches whose pictures are changed at random, made ahead on threads of their own in a queue that is never longer than
/// asked.</summary>
/// <remarks>The numbers of an example depend on seed, epoch and example only, so threads change nothing. When the next batch is not begun,
/// the
/// trainer makes it itself instead of waiting. With mixing, targets of classes are shares [classes], those of yes or no lie between 0 and
/// 1.</remarks>
public sealed class AugmentedBatches : BatchSource
{
    private readonly AugmentedMaker maker;
    private readonly BatchQueue queue;

    /// <summary>Batches of a data set with an augmentation.</summary>
    /// <param name="batches">The batches as they are without it.</param>
    /// <param name="augmentation">What is done to the inputs.</param>
    /// <param name="seed">Decides how.</param>
    /// <param name="threads">Threads that make batches ahead; 0, and always in a browser, makes each when it is asked for.</param>
    /// <param name="ahead">Batches made ahead, at most.</param>
    /// <exception cref="ArgumentException">The augmentation does not suit the examples.</exception>
    public AugmentedBatches(Batches batches, Augmentation augmentation, ulong seed, int threads = 1, int ahead = 4)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        // Mixed classes are shares of all of them.
        bool hasShares = augmentation.Mixes && batches.Examples.Task == TaskKind.Classes;
        maker = new AugmentedMaker(batches, augmentation, seed, hasShares ? batches.Examples.ClassCount : 1);
        queue = new BatchQueue(maker, OperatingSystem.IsBrowser() ? 0 : threads, ahead);
    }

    /// <inheritdoc/>
    public override int ExampleCount => maker.Batches.Examples.Count;

    /// <inheritdoc/>
    public override int BatchSize => maker.Batches.BatchSize;

    /// <inheritdoc/>
    public override TensorSpec Input => new(maker.Batches.Examples.ExampleShape, DType.Float32);

    /// <inheritdoc/>
    public override TensorSpec Target => maker.HasIndices ? new(Shape.Scalar, DType.Int32) : new([maker.TargetWidth], DType.Float32);

    /// <inheritdoc/>
    public override int RowOf(int batch, int index) => maker.Batches.Rows(batch)[index];

    /// <summary>How often and how long the trainer stood still for a batch, and how many batches it made itself.</summary>
    public QueueFigures Figures => queue.Figures;

    /// <inheritdoc/>
    public override void StartEpoch(int epoch)
    {
        queue.Empty();
        maker.StartEpoch(epoch);
    }

    /// <inheritdoc/>
    public override void Fill(int batch, int from, State inputs, State targets)
    {
        var made = queue.Take(batch);
        Write(inputs, made.Inputs, from, maker.InputWidth);
        if (maker.HasIndices) targets.Write<int, (int[], int)>((made.Labels, from), static (y, at) => at.Item1.AsSpan(at.Item2,
            y.Length).CopyTo(y));
        else Write(targets, made.Numbers, from, maker.TargetWidth);
    }

    /// <inheritdoc/>
    public override void FillInputs(int batch, int from, State inputs) => Write(inputs, queue.Take(batch).Inputs, from, maker.InputWidth);

    private static void Write(State state, float[] values, int from, int width) =>
        state.Write<float, (float[], int)>((values, from * width), static (x, at) => at.Item1.AsSpan(at.Item2, x.Length).CopyTo(x));
}
