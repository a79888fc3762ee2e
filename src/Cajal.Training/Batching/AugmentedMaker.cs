using System.Buffers;
using Cajal.Data;

namespace Cajal.Training;

/// <summary>Makes a batch of changed examples; several threads may make different batches at once.</summary>
internal sealed class AugmentedMaker
{
    private readonly Augmentation augmentation;
    private readonly ulong seed;
    // The random numbers of this epoch, one generator for each thread that is at work.
    private readonly Stack<Rng> numbers = new();
    private int epoch;

    public AugmentedMaker(Batches batches, Augmentation augmentation, ulong seed, int classes)
    {
        augmentation.RequireFits(batches.Examples.ExampleShape);
        (Batches, this.augmentation, this.seed, TargetWidth) = (batches, augmentation, seed, classes);
        InputWidth = batches.Examples.ExampleShape.Count;
        HasIndices = batches.Examples.Task == TaskKind.Classes && !augmentation.Mixes;
    }

    public Batches Batches { get; }

    /// <summary>Numbers of one example's inputs.</summary>
    public int InputWidth { get; }

    /// <summary>Numbers of one example's target: 1, or a share for each class.</summary>
    public int TargetWidth { get; }

    /// <summary>Whether targets are class indices.</summary>
    public bool HasIndices { get; }

    /// <summary>No thread may be at work.</summary>
    public void StartEpoch(int epoch)
    {
        Batches.StartEpoch(epoch);
        this.epoch = epoch;
        numbers.Clear();
    }

    public void Make(int batch, MadeBatch made)
    {
        var rows = Batches.Rows(batch);
        made.Reserve(rows.Length, this);
        var drawn = Rent();
        for (int i = 0; i < rows.Length; i++)
        {
            var x = made.Inputs.AsSpan(i * InputWidth, InputWidth);
            Change(rows[i], 2L * rows[i], x, drawn);
            if (augmentation.Mixes) MixIn(rows[i], x, made.Numbers.AsSpan(i * TargetWidth, TargetWidth), drawn);
            else if (HasIndices) made.Labels[i] = Batches.Examples.Labels[rows[i]];
            else AddTarget(rows[i], 1, made.Numbers.AsSpan(i, 1));
        }
        lock (numbers) numbers.Push(drawn);
    }

    private void Change(int row, long address, Span<float> x, Rng drawn)
    {
        Batches.Examples.CopyInputs(row, x);
        augmentation.Apply(x, Batches.Examples.ExampleShape, drawn, address);
    }

    // The partner is changed by numbers of its own: those of this example's second place.
    private void MixIn(int row, Span<float> x, Span<float> target, Rng drawn)
    {
        var (other, share) = augmentation.Mix(drawn, row, Batches.Examples.Count);
        float[] rented = ArrayPool<float>.Shared.Rent(x.Length);
        var y = rented.AsSpan(0, x.Length);
        Change(other, 2L * row + 1, y, drawn);
        for (int k = 0; k < x.Length; k++) x[k] = share * x[k] + (1 - share) * y[k];
        ArrayPool<float>.Shared.Return(rented);
        AddTarget(row, share, target);
        AddTarget(other, 1 - share, target);
    }

    private void AddTarget(int row, float share, Span<float> target)
    {
        var examples = Batches.Examples;
        if (examples.Task == TaskKind.Numbers) target[0] += share * examples.Values[row];
        else if (TargetWidth > 1) target[examples.Labels[row]] += share;
        else target[0] += share * examples.Labels[row];
    }

    private Rng Rent()
    {
        lock (numbers)
            if (numbers.TryPop(out var free)) return free;
        return Augmentation.Numbers(seed, epoch);
    }
}

/// <summary>A batch that was made ahead; its arrays are used again and again.</summary>
internal sealed class MadeBatch
{
    public float[] Inputs { get; private set; } = [];

    public int[] Labels { get; private set; } = [];

    public float[] Numbers { get; private set; } = [];

    public void Reserve(int count, AugmentedMaker maker)
    {
        if (Inputs.Length < count * maker.InputWidth) Inputs = new float[count * maker.InputWidth];
        if (maker.HasIndices && Labels.Length < count) Labels = new int[count];
        if (maker.HasIndices) return;
        if (Numbers.Length < count * maker.TargetWidth) Numbers = new float[count * maker.TargetWidth];
        Array.Clear(Numbers);
    }
}
