namespace Cajal;

/// <summary>Borders of one value.</summary>
public static class PadOnTensor
{
    extension(Tensor x)
    {
        /// <summary>One value put before and after the elements of an axis: [a, n, c], axis 1 → [a, before + n + after, c].</summary>
        /// <exception cref="ArgumentException">A negative size.</exception>
        public Tensor Pad(int axis, int before, int after, double value = 0)
        {
            if (before < 0 || after < 0)
                throw new ArgumentException($"Pad needs sizes of at least 0; received {before} and {after}. Slice cuts off.");
            int at = x.Shape.Axis(axis);
            var parts = new List<Tensor>(3);
            if (before > 0) parts.Add(Border(x, at, before, value));
            parts.Add(x);
            if (after > 0) parts.Add(Border(x, at, after, value));
            return Tensor.Concatenate(parts.ToArray(), at);
        }
    }

    private static Tensor Border(Tensor x, int axis, int size, double value) => ScalarOperand.Of(value, x).Expand(x.Shape.With(axis, size));
}
