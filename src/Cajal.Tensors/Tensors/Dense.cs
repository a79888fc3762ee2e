using System.Buffers;
using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>The elements of any tensor side by side: the tensor's own memory when they lie so, else a borrowed copy given back by
/// <see cref="Dispose"/>. For kernels that want rows.</summary>
internal readonly ref struct Dense<T> where T : unmanaged
{
    private readonly T[]? borrowed;

    public Dense(Tensor tensor) : this(tensor, tensor.Layout) { }

    /// <summary>The tensor's elements in the order of another layout that starts at the same element.</summary>
    public Dense(Tensor tensor, Layout layout)
    {
        ref T origin = ref tensor.Origin<T>();
        int count = layout.Shape.Count;
        if (layout.IsContiguous)
        {
            Span = MemoryMarshal.CreateReadOnlySpan(ref origin, count);
            return;
        }
        borrowed = ArrayPool<T>.Shared.Rent(count);
        var copy = borrowed.AsSpan(0, count);
        Strided.Copy(ref origin, layout, copy);
        Span = copy;
    }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlySpan<T> Span { get; }

    public void Dispose()
    {
        if (borrowed is not null) ArrayPool<T>.Shared.Return(borrowed);
    }
}
