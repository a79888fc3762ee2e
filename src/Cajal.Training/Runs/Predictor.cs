using System.Numerics;

namespace Cajal.Training;

/// <summary>A network's answers by plans, one for each of a few numbers of rows: nothing is allocated, and any number of threads may ask at once.</summary>
/// <remarks>A row has the same bits alone and in company. Between the sizes of the plans rows are filled up, by a third at most. A network whose record cannot be
/// replayed is run eagerly, and <see cref="WhyEager"/> says why.</remarks>
public sealed class Predictor
{
    private const long MostArenaBytes = 1 << 26;

    private readonly Func<Tensor, Tensor> network;
    private readonly Shape example;
    private readonly Plan?[] plans;
    private readonly Lock making = new();

    /// <summary>A predictor that has tried its network on one row of zeros.</summary>
    /// <param name="network">[N, ..example] → [N, ..outputs]; must not be trained meanwhile.</param>
    /// <param name="example">Shape of one example.</param>
    /// <param name="mostRows">The most rows that one run takes; fewer where their values would fill too much memory.</param>
    /// <exception cref="ArgumentException">The network does not give a row of answers for each example.</exception>
    public Predictor(Func<Tensor, Tensor> network, Shape example, int mostRows = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRows, 1);
        (this.network, this.example, Inputs) = (network, example, example.Count);
        plans = new Plan?[BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)mostRows)) + 1];
        using (Tape.Start(Mode.Inference))
        {
            var one = network(Tensor.Zeros(example.Insert(0, 1)));
            if (one.Rank == 0 || one.Shape[0] != 1) throw new ArgumentException($"A network that predicts gives a row for each example; this one answers {one.Shape} to one.", nameof(network));
            (Outputs, AnswerShape) = (one.Count, one.Shape.Without(0));
        }
        MostRows = PlanOf(1) is { } first ? (int)Math.Clamp(MostArenaBytes / Math.Max(1, first.ArenaBytes), 1, mostRows) : mostRows;
    }

    /// <summary>Numbers of one example.</summary>
    public int Inputs { get; }

    /// <summary>Numbers of one answer.</summary>
    public int Outputs { get; }

    /// <summary>Shape of one answer.</summary>
    public Shape AnswerShape { get; }

    /// <summary>The most rows that one run takes.</summary>
    public int MostRows { get; }

    /// <summary>Why the network runs eagerly; null where plans are replayed.</summary>
    public string? WhyEager { get; private set; }

    /// <summary>How many of the rows that wait the next run should take, so that little is filled up.</summary>
    public int Portion(int waiting)
    {
        if (waiting >= MostRows) return MostRows;
        int above = (int)BitOperations.RoundUpToPowerOf2((uint)waiting);
        return 4 * waiting >= 3 * above ? waiting : above / 2;
    }

    /// <summary>Makes all plans now, so that no first request waits for one.</summary>
    public void WarmUp()
    {
        float[] x = new float[MostRows * Inputs], y = new float[MostRows * Outputs];
        for (int rows = 1; ; rows = Math.Min(2 * rows, MostRows))
        {
            Run(x.AsSpan(0, rows * Inputs), y.AsSpan(0, rows * Outputs));
            if (rows == MostRows) return;
        }
    }

    /// <summary>The answers to some examples, one after the other. No tape may be open on this thread.</summary>
    /// <param name="inputs">[N, Inputs] numbers.</param>
    /// <param name="outputs">Room for [N, Outputs].</param>
    /// <exception cref="ShapeException">The numbers do not make whole examples, or there is other room than for their answers.</exception>
    public void Run(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int rows = inputs.Length / Inputs;
        if (inputs.Length != rows * Inputs || outputs.Length != rows * Outputs)
            throw new ShapeException("Predictor", $"[N, {Inputs}] numbers and room for [N, {Outputs}]", $"{inputs.Length} numbers and room for {outputs.Length}");
        for (int from = 0, count; from < rows; from += count)
        {
            count = Portion(rows - from);
            RunOnce(inputs.Slice(from * Inputs, count * Inputs), outputs.Slice(from * Outputs, count * Outputs), count);
        }
    }

    private void RunOnce(ReadOnlySpan<float> inputs, Span<float> outputs, int count)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)count);
        if (PlanOf(size) is not { } plan) RunEagerly(inputs, outputs, count);
        else if (size == count) plan.Run(inputs, outputs);
        else
        {
            // Filled up with zeros.
            float[] x = Rent(size * Inputs), y = Rent(size * Outputs);
            inputs.CopyTo(x);
            x.AsSpan(inputs.Length, size * Inputs - inputs.Length).Clear();
            plan.Run(x.AsSpan(0, size * Inputs), y.AsSpan(0, size * Outputs));
            y.AsSpan(0, outputs.Length).CopyTo(outputs);
            System.Buffers.ArrayPool<float>.Shared.Return(x);
            System.Buffers.ArrayPool<float>.Shared.Return(y);
        }
    }

    private void RunEagerly(ReadOnlySpan<float> inputs, Span<float> outputs, int count)
    {
        using var tape = Tape.Start(Mode.Inference);
        network(Tensor.From(inputs, example.Insert(0, count))).Contiguous().ToArray<float>().CopyTo(outputs);
    }

    private Plan? PlanOf(int size)
    {
        ref Plan? place = ref plans[BitOperations.Log2((uint)size)];
        if (Volatile.Read(ref place) is { } known) return known;
        if (WhyEager is not null) return null;
        lock (making)
        {
            if (place is not null || WhyEager is not null) return place;
            try
            {
                using var tape = Tape.Start(Mode.Inference);
                var y = network(tape.Input(Tensor.Zeros(example.Insert(0, size))));
                var plan = tape.ToPlan(y);
                Volatile.Write(ref place, plan);
                return plan;
            }
            catch (InvalidOperationException error)
            {
                WhyEager = error.Message;
                return null;
            }
        }
    }

    private static float[] Rent(int count) => System.Buffers.ArrayPool<float>.Shared.Rent(count);
}
