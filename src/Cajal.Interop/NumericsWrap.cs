using System.Buffers;
using Numerics = System.Numerics.Tensors;

namespace Cajal.Interop;

/// <summary>Tensors of System.Numerics.Tensors as Cajal's.</summary>
public static class NumericsWrap
{
    extension<T>(Numerics.Tensor<T> theirs) where T : unmanaged
    {
        /// <summary>A Cajal tensor over the same memory, views included; nothing is copied, and who writes there writes here. The memory stays
        /// pinned as long as the Cajal tensor lives.</summary>
        /// <exception cref="NotSupportedException">Other elements than float, double, int, long or bool.</exception>
        /// <exception cref="ArgumentException">More than eight axes, or 2³¹ elements and more.</exception>
        public unsafe Tensor AsCajalTensor()
        {
            var dtype = DTypes.Of<T>();
            var shape = ShapeOf(theirs.Lengths);
            if (shape.Count == 0) return Tensor.Zeros(shape, dtype);
            Span<int> strides = stackalloc int[shape.Rank];
            int extent = 1;
            for (int i = 0; i < strides.Length; i++)
            {
                strides[i] = checked((int)theirs.Strides[i]);
                extent += (shape[i] - 1) * strides[i];
            }
            var pin = new Pin(theirs, theirs.GetPinnedHandle());
            // The tensor's own reference is that of the array; the span's is that of the view.
            fixed (T* first = theirs.AsTensorSpan())
            {
                return new Tensor(HostStorage.Foreign(first, dtype, extent, pin), Layout.Of(shape, strides));
            }
        }

        /// <summary>A Cajal tensor with a copy of the values.</summary>
        /// <exception cref="NotSupportedException">Other elements than float, double, int, long or bool.</exception>
        public Tensor ToCajalTensor() => Copy<T>(theirs);
    }

    extension<T>(Numerics.ReadOnlyTensorSpan<T> theirs) where T : unmanaged
    {
        /// <summary>A Cajal tensor with a copy of the values: a span does not live long enough to be shared.</summary>
        /// <exception cref="NotSupportedException">Other elements than float, double, int, long or bool.</exception>
        public Tensor ToCajalTensor() => Copy(theirs);
    }

    private static Tensor Copy<T>(in Numerics.ReadOnlyTensorSpan<T> theirs) where T : unmanaged
    {
        var copy = new T[checked((int)theirs.FlattenedLength)];
        theirs.FlattenTo(copy);
        return Tensor.Wrap(copy, ShapeOf(theirs.Lengths));
    }

    private static Shape ShapeOf(ReadOnlySpan<nint> lengths)
    {
        var sizes = new int[lengths.Length];
        for (int i = 0; i < sizes.Length; i++) sizes[i] = checked((int)lengths[i]);
        return Shape.Of(sizes);
    }

    /// <summary>Holds memory in its place until nobody looks at it any more.</summary>
    private sealed class Pin(object owner, MemoryHandle handle)
    {
        private readonly object owner = owner;

        ~Pin()
        {
            handle.Dispose();
            GC.KeepAlive(owner);
        }
    }
}
