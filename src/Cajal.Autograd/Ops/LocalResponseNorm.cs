namespace Cajal;

/// <summary>Local response norm.</summary>
public static class LocalResponseNormOnTensor
{
    extension(Tensor x)
    {
        /// <summary>y = x / (k + α · mean of x² over the neighbouring channels)^β: [N, C, …]; beyond the first and last channel stand
        /// zeros.</summary>
        /// <remarks>Source: Krizhevsky, Sutskever, Hinton (2012), with α divided by the number of channels as PyTorch has it.</remarks>
        /// <param name="size">Number of channels looked at, the channel itself among them.</param>
        /// <param name="alpha">α.</param>
        /// <param name="beta">β.</param>
        /// <param name="k">k.</param>
        /// <exception cref="ShapeException">No channels.</exception>
        public Tensor LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1)
        {
            if (size < 1) throw new ArgumentException($"LocalResponseNorm looks at 1 channel or more; received {size}.", nameof(size));
            if (x.Rank < 3) throw new ShapeException("LocalResponseNorm", "[N, C, …] with places", x.Shape);
            if (x.Count == 0) return x;
            int n = x.Shape[0], c = x.Shape[1], places = x.Count / n / c;
            var squares = x.Square().Reshape(n, 1, c, places).Pad(2, size / 2, (size - 1) / 2);
            return x / (squares.AveragePool2d([size, 1], 1).Reshape(x.Shape) * alpha + k).Power(beta);
        }
    }
}
