namespace Cajal;

/// <summary>Logarithms of sums of exponentials: ln Σ eˣ.</summary>
public static class LogSumExpOnTensor
{
    extension(Tensor x)
    {
        /// <summary>ln Σ eˣ of all elements: any shape → []. Nothing overflows.</summary>
        public Tensor LogSumExp() => x.LogSumExp(Reduction.AllAxes(x));

        /// <summary>ln Σ eˣ along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept.</summary>
        public Tensor LogSumExp(int axis, bool keepAxis = false) => x.LogSumExp([axis], keepAxis);

        /// <summary>ln Σ eˣ along several axes. Where all of them are −∞, or one is ∞, that is the result, and its gradient is 0.</summary>
        /// <exception cref="ShapeException">No elements: there is no largest one.</exception>
        public Tensor LogSumExp(ReadOnlySpan<int> axes, bool keepAxes = false)
        {
            Reduction.RequireFloat("LogSumExp", x);
            int mask = Reduction.Mask(x.Shape, axes);
            // ln Σ eˣ = m + ln Σ e^(x−m) for any m; the largest x keeps every term in range. An infinite one is the result, and no gradient passes: the row is
            // computed with zeros, so that no ∞ − ∞ comes about in backward either.
            var top = x.StopGradient().Max(axes, keepAxes: true);
            var infinite = top.Abs().EqualTo(double.PositiveInfinity);
            var shifted = Tensor.Where(infinite, 0, x - top);
            var y = Tensor.Where(infinite, 0, shifted.Exp().Sum(axes, keepAxes: true).Log()) + top;
            return keepAxes ? y : y.Reshape(Reduction.DroppedShape(x.Shape, mask));
        }
    }
}
