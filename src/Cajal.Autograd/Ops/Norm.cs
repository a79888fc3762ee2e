namespace Cajal;

/// <summary>Norms: (Σ |x|ᵖ)^(1/p).</summary>
public static class NormOnTensor
{
    extension(Tensor x)
    {
        /// <summary>√(Σ x²) of all elements: any shape → []. A norm of 0 has the gradient 0.</summary>
        public Tensor Norm() => x.Norm(Reduction.AllAxes(x));

        /// <summary>(Σ |x|ᵖ)^(1/p) along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept.</summary>
        public Tensor Norm(int axis, double p = 2, bool keepAxis = false) => x.Norm([axis], p, keepAxis);

        /// <summary>(Σ |x|ᵖ)^(1/p) along several axes; p = ∞ gives the largest |x|.</summary>
        /// <exception cref="ArgumentException">p is not above 0.</exception>
        public Tensor Norm(ReadOnlySpan<int> axes, double p = 2, bool keepAxes = false)
        {
            Reduction.RequireFloat("Norm", x);
            if (!(p > 0))
                throw new ArgumentException(FormattableString.Invariant(
                    $"Norm needs a p above 0 (2 for the length, 1 for the sum of sizes, ∞ for the largest); received {p}."));
            if (p == 2) return x.Square().Sum(axes, keepAxes).NormRoot();
            if (p == 1) return x.Abs().Sum(axes, keepAxes);
            if (double.IsInfinity(p)) return x.Abs().Max(axes, keepAxes);
            var sum = x.Abs().Power(p).Sum(axes, keepAxes);
            var tip = sum.EqualTo(0);
            return Tensor.Where(tip, 0, Tensor.Where(tip, 1, sum).Power(1 / p));
        }
    }
}
