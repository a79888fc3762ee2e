using System.Runtime.CompilerServices;

namespace Cajal.Benchmarks.Floor;

/// <summary>The hand-fused step over a pool of batches, on one thread or two.</summary>
internal sealed unsafe class FloorTraining : IDisposable
{
    private readonly Panels[] inputs;
    private readonly int[][] labels;
    private readonly bool isShared;
    private FloorCrew? crew;
    private int current;

    /// <param name="batch">Rows of a batch.</param>
    /// <param name="threads">1 or 2.</param>
    /// <param name="pool">The batches.</param>
    /// <param name="bits">Width of the registers; the widest there are when not said.</param>
    public FloorTraining(int batch, int threads, (Tensor X, Tensor Labels)[] pool, int? bits = null)
    {
        if (threads is not 1 and not 2) throw new ArgumentOutOfRangeException(nameof(threads),
            $"The floor is written for one thread or two; received {threads}.");
        Network = FloorWidths.Network(batch, threads, bits);
        inputs = [.. pool.Select(b => Panels.Of(b.X))];
        labels = [.. pool.Select(b => Pinned(b.Labels))];
        isShared = threads == 2;
    }

    public IFloorNetwork Network { get; }

    /// <summary>Makes so many steps, the batches in turn from the first on.</summary>
    public void Run(int steps)
    {
        for (int i = 0; i < steps; i++) Step(i % inputs.Length);
    }

    /// <summary>Makes a step on one batch of the pool.</summary>
    public void Step(int batch)
    {
        current = batch;
        Network.Begin();
        if (isShared) crew ??= new FloorCrew(Share);
        if (crew is null)
        {
            Share(0);
            Share(2);
        }
        else
        {
            crew.Run(0);
            crew.Run(1);
        }
    }

    /// <summary>Ends the second thread, which waits in a loop; the next step starts it again.</summary>
    public void Dispose()
    {
        crew?.Dispose();
        crew = null;
    }

    // The first phase has the numbers 0 and 1, the second 2 and 3.
    private void Share(int work)
    {
        if (work >= 2) Network.Update(inputs[current], work - 2);
        else Network.Pass(inputs[current], (int*)Unsafe.AsPointer(ref labels[current][0]), work);
    }

    private static int[] Pinned(Tensor labels)
    {
        int[] memory = GC.AllocateArray<int>(labels.Count, pinned: true);
        labels.AsSpan<int>().CopyTo(memory);
        return memory;
    }
}
