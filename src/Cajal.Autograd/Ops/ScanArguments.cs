namespace Cajal;

/// <summary>What recurrent scans share: their shapes, their walk through time, and masks of what has not ended.</summary>
internal static class ScanArguments
{
    /// <summary>Checks input parts [T, N, G·H], weights [G·H, H], a first state [N, H] and, at the end, perhaps lengths [N].</summary>
    /// <exception cref="ShapeException">They do not fit together.</exception>
    public static void Require(Op op, ReadOnlySpan<Tensor> x, int gates, int states, bool hasLengths)
    {
        Shape inputs = x[0].Shape, weights = x[1].Shape;
        if (weights.Rank != 2 || weights[0] != gates * weights[1]) throw new ShapeException(op.Name, $"weights [{gates}·H, H]", weights);
        if (inputs.Rank != 3 || inputs[2] != weights[0]) throw new ShapeException(op.Name, $"input parts [T, N, {weights[0]}]", inputs);
        Shape state = [inputs[1], weights[1]];
        for (int i = 0; i < states; i++)
            if (x[2 + i].Shape != state) throw new ShapeException(op.Name, $"a first state {state}", x[2 + i].Shape);
        if (!hasLengths) return;
        if (x[^1].DType != DType.Int64) throw new InvalidOperationException($"{op.Name} needs lengths of Int64; received {x[^1].DType}. Convert with To(DType.Int64).");
        if (x[^1].Rank != 1 || x[^1].Count != inputs[1]) throw new ShapeException(op.Name,
            $"a length for each sequence, [{inputs[1]}]", x[^1].Shape);
    }

    /// <summary>True when gradients are taken in operations that any device has and that have derivatives themselves.</summary>
    public static bool InAlgebra(BackwardPass pass) => pass.Differentiable || pass.Output().Device != Device.Cpu;

    public static ScanShape Of(Tensor inputs, Tensor weights, bool reverse) => new(inputs.Shape[0], inputs.Shape[1], weights.Shape[1],
        reverse);

    /// <summary>Lengths as they are read, each checked.</summary>
    /// <exception cref="ArgumentException">One lies outside of 0..T.</exception>
    public static ReadOnlySpan<long> Lengths(Op op, ReadOnlySpan<long> lengths, int steps)
    {
        foreach (long length in lengths)
            if (length < 0 || length > steps)
                throw new ArgumentException($"{op.Name} received the length {length} for sequences of {steps} steps; lengths lie in 0..{steps}.");
        return lengths;
    }

    /// <summary>W [G·H, H] → [H, G·H] in this thread's room, the order in which products read it.</summary>
    public static unsafe T* Transposed<T>(T* weights, int rows, int columns) where T : unmanaged
    {
        T* room = KernelScratch.Take<T>((long)rows * columns);
        Packing.Strip(weights, columns, 1, rows, columns, room, rows);
        return room;
    }

    /// <summary>States before each step, in the order of time: [T·N, H].</summary>
    public static Tensor StatesBefore(Tensor states, bool reverse) =>
        Flat(states.Slice(0, reverse ? 1..states.Shape[0] : 0..(states.Shape[0] - 1)));

    /// <summary>[T, N, n] → [T·N, n]</summary>
    public static Tensor Flat(Tensor x) => x.Reshape(x.Shape[0] * x.Shape[1], x.Shape[2]);

    /// <summary>1 where step t of a sequence lies within its length, else 0: [T, N, 1]; null without lengths.</summary>
    public static Tensor? Live(Tensor? lengths, int steps, DType dtype) => lengths is null ? null
        : (Tensor.Arange(steps).Reshape(steps, 1).To(lengths.Device) < lengths).To(dtype).Unsqueeze(-1);

    /// <summary>Walks back through time in operations that have derivatives. At each step the cell is given the gradients of its results
    /// and says those of its gates and of what it started from.</summary>
    /// <param name="shape">Steps and direction.</param>
    /// <param name="arriving">Gradients that arrive at the states of all places, [T+1, N, H], one for each kind of state; null for
    /// none.</param>
    /// <param name="live">1 where a step counts, [T, N, 1]; null when all do.</param>
    /// <param name="cell">(t, gradients of the states after t) → (gate gradients [N, ·], gradients of the states before t).</param>
    public static (Tensor[] OfGates, Tensor[] OfFirst) Back(ScanShape shape, Tensor?[] arriving, Tensor? live, Func<int, Tensor[],
        (Tensor[], Tensor[])> cell)
    {
        var kept = new Tensor?[arriving.Length];
        var like = arriving.First(a => a is not null)!;
        Tensor zero = Tensor.Zeros([shape.Batch, shape.Hidden], like.DType).To(like.Device);
        List<Tensor>[]? steps = null;
        for (int i = shape.Steps - 1; i >= 0; i--)
        {
            int t = shape.Time(i);
            Tensor[] after = At(shape.Reverse ? t : t + 1);
            var (gates, before) = cell(t, after);
            if (live?.Select(0, t) is { } on)
            {
                gates = [.. gates.Select(g => g * on)];
                before = [.. before.Select((b, k) => b * on + after[k] * (1 - on))];
            }
            steps ??= [.. gates.Select(_ => new List<Tensor>())];
            for (int k = 0; k < gates.Length; k++) steps[k].Add(gates[k]);
            for (int k = 0; k < kept.Length; k++) kept[k] = before[k];
        }
        if (!shape.Reverse) foreach (var list in steps!) list.Reverse();
        return ([.. steps!.Select(s => Tensor.Stack(s.ToArray()))], At(shape.Reverse ? shape.Steps : 0));

        Tensor[] At(int place) => [.. arriving.Select((a, k) => (a?.Select(0, place), kept[k]) switch
        {
            ({ } arrives, { } stays) => arrives + stays,
            ({ } arrives, null) => arrives,
            (null, { } stays) => stays,
            _ => zero,
        })];
    }
}
