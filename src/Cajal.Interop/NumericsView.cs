using System.Runtime.InteropServices;
using Numerics = System.Numerics.Tensors;

namespace Cajal.Interop;

/// <summary>Cajal's tensors as those of System.Numerics.Tensors. A single number, which they do not have, becomes one element: [] → [1].</summary>
public static class NumericsView
{
    extension(Tensor x)
    {
        /// <summary>This tensor's memory as a read-only tensor span, views and repeated elements included; nothing is copied. Valid until the
        /// tensor's step ends.</summary>
        /// <exception cref="InvalidOperationException">Another element type or device, or a slice by steps that they cannot describe.</exception>
        public Numerics.ReadOnlyTensorSpan<T> AsReadOnlyTensorSpan<T>() where T : unmanaged
        {
            HostReads.Ring(x);
            ref T first = ref x.Origin<T>();
            if (x.Count == 0) return new(Array.Empty<T>(), Sizes(x));
            try
            {
                return new(MemoryMarshal.CreateReadOnlySpan(ref first, Extent(x)), Sizes(x), Strides(x));
            }
            catch (ArgumentException e)
            {
                throw CannotDescribe(x, e);
            }
        }

        /// <summary>A tensor of System.Numerics.Tensors over the same array; nothing is copied, and who writes there writes here. For tensors
        /// made with <c>Tensor.Wrap(array, shape)</c> and their views.</summary>
        /// <exception cref="InvalidOperationException">The memory is Cajal's own.</exception>
        public Numerics.Tensor<T> AsNumericsTensor<T>() where T : unmanaged
        {
            HostReads.Ring(x);
            var array = x.Host.Wrapped<T>() ?? throw new InvalidOperationException(
                $"This tensor {x.Shape} of {x.DType} is not wrapped around an array of {typeof(T).Name}, so there is none to share. " +
                "Look at it with AsReadOnlyTensorSpan, or copy it with ToNumericsTensor.");
            if (x.Count == 0) return Numerics.Tensor.Create(Array.Empty<T>(), Sizes(x));
            try
            {
                return Numerics.Tensor.Create(array, x.Layout.Offset, Sizes(x), Strides(x));
            }
            catch (ArgumentException e)
            {
                throw CannotDescribe(x, e);
            }
        }

        /// <summary>A copy as a tensor of System.Numerics.Tensors.</summary>
        /// <exception cref="InvalidOperationException">Another element type or device.</exception>
        public Numerics.Tensor<T> ToNumericsTensor<T>() where T : unmanaged => Numerics.Tensor.Create(x.ToArray<T>(), Sizes(x));
    }

    internal static nint[] Sizes(Tensor x) => x.Rank == 0 ? [1] : [.. x.Shape.ToArray().Select(s => (nint)s)];

    // Their strides must step over the whole of the axes inside, which a slice by steps may not do.
    private static InvalidOperationException CannotDescribe(Tensor x, ArgumentException inner) => new(
        $"System.Numerics.Tensors cannot describe this view {x.Shape} with the strides {x.Layout.Strides}. Call Contiguous() first, or copy it with ToNumericsTensor.", inner);

    // Their axes of size 1 have stride 0.
    private static nint[] Strides(Tensor x) => x.Rank == 0 ? [0] : [.. x.Shape.ToArray().Select((s, i) => s == 1 ? 0 : (nint)x.Layout.Strides[i])];

    // Number of elements from the first to the last.
    private static int Extent(Tensor x)
    {
        int extent = 1;
        for (int i = 0; i < x.Rank; i++) extent += (x.Shape[i] - 1) * x.Layout.Strides[i];
        return extent;
    }
}
