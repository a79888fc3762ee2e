namespace Cajal.Training;

/// <summary>The kept tensors batches are written into, a pair for each batch size that occurs (the last of an epoch may be
/// smaller).</summary>
internal sealed class BatchBuffers(BatchSource source)
{
    private readonly Dictionary<int, (State Inputs, State Targets)> pairs = [];

    /// <summary>Writes examples of a batch and returns the buffers that hold them.</summary>
    /// <param name="batch">Number of the batch in this epoch.</param>
    /// <param name="from">First of its examples.</param>
    /// <param name="count">How many.</param>
    public (State Inputs, State Targets) Fill(int batch, int from, int count)
    {
        var pair = PairOf(count);
        source.Fill(batch, from, pair.Inputs, pair.Targets);
        return pair;
    }

    /// <summary>The same for inputs alone, from the first example on.</summary>
    public State FillInputs(int batch, int count)
    {
        var inputs = PairOf(count).Inputs;
        source.FillInputs(batch, 0, inputs);
        return inputs;
    }

    private static State Make(TensorSpec spec, int count) => new(Tensor.Zeros(spec.Shape.Insert(0, count), spec.DType), persistent: false);

    private (State Inputs, State Targets) PairOf(int count)
    {
        if (pairs.TryGetValue(count, out var pair)) return pair;
        return pairs[count] = (Make(source.Input, count), Make(source.Target, count));
    }
}
