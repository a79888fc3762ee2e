namespace Cajal;

/// <summary>Products along an axis: Π x.</summary>
public static class ProductOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The product of all elements: any shape → []. 1 for no elements.</summary>
        public Tensor Product() => x.Reshape(x.Count).Product(0);

        /// <summary>The product along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept.</summary>
        public Tensor Product(int axis, bool keepAxis = false)
        {
            int at = x.Shape.Axis(axis), size = x.Shape[at];
            if (size == 0) x = Tensor.Ones(x.Shape.With(at, 1), x.DType).To(x.Device);
            // Halves are multiplied until one is left: products of factors alone, never a quotient, so zeros do no harm to the derivative.
            for (; size > 1; size -= size / 2)
            {
                int half = size / 2;
                var pairs = x.Slice(at, ..half) * x.Slice(at, half..(2 * half));
                x = size % 2 == 0 ? pairs : Tensor.Concatenate([pairs, x.Slice(at, (2 * half)..)], at);
            }
            return keepAxis ? x : x.Squeeze(at);
        }
    }
}
