using System.Buffers;

namespace Cajal;

/// <summary>The values of an index tensor (Int32 or Int64), each checked against the axis it points into. The copy is borrowed and given
/// back by <see cref="Dispose"/>.</summary>
internal readonly ref struct Positions
{
    private readonly int[] borrowed;

    /// <exception cref="ArgumentException">An index outside 0..size−1; names the operation, the index and the size.</exception>
    public Positions(Op op, Tensor index, int size)
    {
        borrowed = ArrayPool<int>.Shared.Rent(index.Count);
        Span = borrowed.AsSpan(0, index.Count);
        if (index.DType == DType.Int64) Fill<long>(op, index, size, borrowed.AsSpan(0, index.Count));
        else Fill<int>(op, index, size, borrowed.AsSpan(0, index.Count));
    }

    /// <summary>The positions in row-major order.</summary>
    public ReadOnlySpan<int> Span { get; }

    public void Dispose() => ArrayPool<int>.Shared.Return(borrowed);

    /// <summary>The element type of an index tensor must be a whole number's.</summary>
    public static void RequireWhole(Op op, Tensor index)
    {
        if (index.DType is not (DType.Int32 or DType.Int64))
            throw new InvalidOperationException(
                $"{op.Name} needs an index of Int64 or Int32; received {index.DType} {index.Shape}. Convert with To(DType.Int64).");
    }

    private static void Fill<T>(Op op, Tensor index, int size, Span<int> target) where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        using var dense = new Dense<T>(index);
        var source = dense.Span;
        var limit = (ulong)size;
        for (int i = 0; i < target.Length; i++)
        {
            long value = long.CreateTruncating(source[i]);
            if ((ulong)value >= limit)
            {
                string room = size > 0 ? $"where indices lie in 0..{size - 1}" : "which has no index at all";
                throw new ArgumentException($"{op.Name} received the index {value} for an axis of {size} elements, {room}.");
            }
            target[i] = (int)value;
        }
    }
}
