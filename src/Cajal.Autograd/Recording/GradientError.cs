using System.Globalization;

namespace Cajal;

/// <summary>What a gradient check found: the element where backward and central differences differ most.</summary>
/// <param name="Worst">|gradient − difference| / max(1, |gradient|, |difference|), the largest of all elements looked at; NaN when one of them is.</param>
/// <param name="Tensor">Number of the tensor in the order given.</param>
/// <param name="Element">Number of its element in row-major order.</param>
/// <param name="Gradient">What backward says there.</param>
/// <param name="Difference">What central differences say there.</param>
public readonly record struct GradientError(double Worst, int Tensor, int Element, double Gradient, double Difference)
{
    /// <summary>For example <c>worst error 3.1e-10 at element 4 of tensor 0: gradient 1.25, central difference 1.25</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"worst error {Worst:0.###e+0} at element {Element} of tensor {Tensor}: gradient {Gradient:R}, central difference {Difference:R}");
}
