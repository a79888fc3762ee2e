namespace Cajal;

/// <summary>Which numbers are numbers.</summary>
public static class FinitenessOnTensor
{
    extension(Tensor x)
    {
        /// <summary>True where x is NaN: any shape → the same shape, Bool.</summary>
        public Tensor IsNaN() => x.NotEqualTo(x);

        /// <summary>True where x is neither NaN nor ±∞: any shape → the same shape, Bool.</summary>
        public Tensor IsFinite() => x.DType.IsFloat() ? x.Abs() < double.PositiveInfinity : x.EqualTo(x);
    }
}
