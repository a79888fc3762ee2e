namespace Cajal;

/// <summary>cache[:, length .. length + n − 1] ← rows      rows [N, n, …], length [] (Int64) → cache [N, capacity, …], in place</summary>
public sealed record CacheWrite : UpdateOp
{
    internal static readonly CacheWrite Instance = new();

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        Shape rows = x[0].Shape, cache = y[0].Shape;
        long length = Read<long>(x[1])[0];
        if (rows.Rank != cache.Rank || rows.With(1, cache[1]) != cache) throw new ShapeException(Name, $"rows for a cache {cache}", rows);
        if (length < 0 || length + rows[1] > cache[1])
            throw new InvalidOperationException($"The cache holds {cache[1]} steps, {length} are in it, and {rows[1]} more do not fit. Clear it, or make a larger one.");
        if (y[0].DType == DType.Float32) Put<float>(x[0], y[0], (int)length);
        else Put<double>(x[0], y[0], (int)length);
    }

    private static void Put<T>(Tensor rows, Tensor cache, int length) where T : unmanaged
    {
        using var source = new Dense<T>(rows);
        var target = cache.Span<T>();
        int batch = cache.Shape[0], inner = batch == 0 || cache.Shape[1] == 0 ? 0 : cache.Count / batch / cache.Shape[1],
            count = rows.Shape[1] * inner;
        for (int n = 0; n < batch; n++) source.Span.Slice(n * count, count).CopyTo(target[((n * cache.Shape[1] + length) * inner)..]);
    }
}
