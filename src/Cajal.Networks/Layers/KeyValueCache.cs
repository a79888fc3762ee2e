namespace Cajal.Networks;

/// <summary>Keys and values of the steps a Transformer has seen, so that the next step costs one step only. Its length is a tensor, so a
/// step with a cache can be a plan.      for each layer keys and values [N, capacity, heads, E]</summary>
public sealed class KeyValueCache
{
    private readonly State[] keys, values;

    /// <summary>An empty cache.</summary>
    /// <param name="layers">Attention layers that use it.</param>
    /// <param name="batch">N: sequences side by side.</param>
    /// <param name="capacity">The most steps it holds.</param>
    /// <param name="heads">Heads of each layer.</param>
    /// <param name="headSize">Numbers of a key of one head.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public KeyValueCache(int layers, int batch, int capacity, int heads, int headSize, DType dtype = DType.Float32)
    {
        foreach (int size in new[] { layers, batch, capacity, heads, headSize }) ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        State[] Make() => [.. Enumerable.Range(0, layers).Select(_ => new State(Tensor.Zeros([batch, capacity, heads, headSize],
            dtype), persistent: false))];
        (keys, values, Capacity) = (Make(), Make(), capacity);
        Length = new State(Tensor.Zeros(Shape.Scalar, DType.Int64), persistent: false);
    }

    /// <summary>The most steps it holds.</summary>
    public int Capacity { get; }

    /// <summary>Steps in it: a whole number [].</summary>
    public State Length { get; }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Length.Assign<long>([0]);

    /// <summary>Says that all layers have written so many steps.</summary>
    public void Advance(int steps) => UpdateOp.Apply(new Advance(steps), [], [Length]);

    /// <summary>Writes the keys and values of new steps [N, n, heads, E] behind the others of a layer, and returns all of that
    /// layer.</summary>
    internal (Tensor Keys, Tensor Values) Append(int layer, Tensor key, Tensor value)
    {
        UpdateOp.Apply(CacheWrite.Instance, [key, Length], [keys[layer]]);
        UpdateOp.Apply(CacheWrite.Instance, [value, Length], [values[layer]]);
        return (keys[layer], values[layer]);
    }
}
