using System.Runtime.CompilerServices;

namespace Cajal;

// Reading values on the host. Each of these tells the tape, because C# code may now decide by them; printing does not.
public partial class Tensor
{
    /// <summary>The value of one element, converted to double; negative indices count from the end.</summary>
    /// <exception cref="ArgumentException">Not one index per axis, or an index outside its axis.</exception>
    [IndexerName("Element")]
    public double this[params ReadOnlySpan<int> indices]
    {
        get
        {
            HostReads.Ring(this);
            return Value(PlaceOf(indices));
        }
    }

    /// <summary>The elements in row-major order without a copy, valid until the tensor's step ends.</summary>
    /// <exception cref="InvalidOperationException">Another element type, a view whose elements do not lie side by side, or another device.</exception>
    public ReadOnlySpan<T> AsSpan<T>() where T : unmanaged
    {
        HostReads.Ring(this);
        return Span<T>();
    }

    /// <summary>The elements in row-major order as a new array.</summary>
    /// <exception cref="InvalidOperationException">Another element type or device.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        HostReads.Ring(this);
        if (IsContiguous) return Span<T>().ToArray();
        var values = new T[Count];
        Strided.Copy(ref Origin<T>(), layout, values);
        return values;
    }

    /// <summary>The value of a tensor with one element, converted to double.</summary>
    /// <exception cref="InvalidOperationException">More or fewer elements than one.</exception>
    public double Item()
    {
        HostReads.Ring(this);
        if (Count != 1) throw new InvalidOperationException($"Item() reads a tensor with one element; this one has the shape {Shape}. Use this[i, j, …] or ToArray.");
        return Value(layout.Offset);
    }

    /// <summary>Shape, element type and, for small tensors, all values; large ones are shortened. Does not count as reading.</summary>
    public override string ToString() => TensorPrinter.Print(this);

    /// <summary>The element at a place in the storage as double; true counts as 1.</summary>
    internal double Value(int place) => DType switch
    {
        DType.Float32 => Host.At<float>(place),
        DType.Float64 => Host.At<double>(place),
        DType.Int32 => Host.At<int>(place),
        DType.Int64 => Host.At<long>(place),
        _ => Host.At<byte>(place) != 0 ? 1 : 0,
    };

    private int PlaceOf(ReadOnlySpan<int> indices)
    {
        if (indices.Length != Rank) throw new ArgumentException($"An element of {Shape} has {Rank} indices; received {indices.Length}.");
        int place = layout.Offset;
        for (int i = 0; i < indices.Length; i++)
        {
            int index = indices[i] < 0 ? indices[i] + Shape[i] : indices[i];
            if ((uint)index >= (uint)Shape[i])
                throw new ArgumentException($"Index {indices[i]} leaves axis {i} of {Shape}.");
            place += index * layout.Strides[i];
        }
        return place;
    }
}
