using System.Buffers;

namespace Cajal;

/// <summary>The elements of any tensor side by side: the tensor's own memory when they lie so, else a borrowed copy given back by
/// <see cref="Dispose"/>. For kernels that want rows.</summary>
internal readonly ref struct Dense<T> where T : unmanaged
{
    private readonly T[]? borrowed;

    public Dense(Tensor tensor)
    {
        if (tensor.IsContiguous)
        {
            Span = tensor.Span<T>();
            return;
        }
        borrowed = ArrayPool<T>.Shared.Rent(tensor.Count);
        var copy = borrowed.AsSpan(0, tensor.Count);
        Strided.Copy(ref tensor.Origin<T>(), tensor.Layout, copy);
        Span = copy;
    }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlySpan<T> Span { get; }

    public void Dispose()
    {
        if (borrowed is not null) ArrayPool<T>.Shared.Return(borrowed);
    }
}
