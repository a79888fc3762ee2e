namespace Cajal.Onnx;

/// <summary>Number by number: sums, products, powers, functions of one number.</summary>
internal static class Arithmetic
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Add", c => Pair(c, (a, b) => a + b));
        table.Add("Sub", c => Pair(c, (a, b) => a - b));
        table.Add("Mul", c => Pair(c, (a, b) => a * b));
        table.Add("Div", c => Pair(c, (a, b) => a / b));
        table.Add("Pow", c => Pair(c, Power));
        table.Add("Mod", c => Pair(c, (a, b) => c.Int("fmod", 0) == 0 ? Remainder(a, b) : a - b * Whole(a / b)));
        table.Add("Max", c => Fold(c, (a, b) => a.Maximum(b)));
        table.Add("Min", c => Fold(c, (a, b) => a.Minimum(b)));
        table.Add("Sum", c => Fold(c, (a, b) => a + b));
        table.Add("Mean", c => Fold(c, (a, b) => a + b) * (1.0 / c.Count));
        table.Add("Abs", c => c.X.Abs());
        table.Add("Neg", c => c.X.DType.IsFloat() ? -c.X : 0 - c.X);
        table.Add("Exp", c => c.X.Exp());
        table.Add("Log", c => c.X.Log());
        table.Add("Sqrt", c => c.X.Sqrt());
        table.Add("Reciprocal", c => c.X.Reciprocal());
        // Steps have the derivative 0, as in the program that wrote the file, so that what is beside them learns on.
        table.Add("Floor", c => c.X.StopGradient().Floor());
        table.Add("Ceil", c => c.X.StopGradient().Ceiling());
        table.Add("Round", c => c.X.StopGradient().Round());
        table.Add("Sign", c => c.X.StopGradient().Sign());
        table.Add("Sin", c => c.X.Sin());
        table.Add("Cos", c => c.X.Cos());
        table.Add("Tan", c => c.X.Sin() / c.X.Cos());
        table.Add("Asin", c => InverseAngles.Asin(c.X));
        table.Add("Acos", c => InverseAngles.Acos(c.X));
        table.Add("Atan", c => InverseAngles.Atan(c.X));
        table.Add("Sinh", c => (c.X.Exp() - (-c.X).Exp()) * 0.5);
        table.Add("Cosh", c => (c.X.Exp() + (-c.X).Exp()) * 0.5);
        // sinh⁻¹ x = sign x · ln(|x| + √(x² + 1)), so that nothing cancels.
        table.Add("Asinh", c => c.X.StopGradient().Sign() * (c.X.Abs() + (c.X.Square() + 1).Sqrt()).Log());
        table.Add("Acosh", c => (c.X + ((c.X - 1) * (c.X + 1)).Sqrt()).Log());
        table.Add("Atanh", c => (c.X.Log1p() - (-c.X).Log1p()) * 0.5);
        table.Add("Erf", c => c.X.Erf());
        table.Add("Identity", c => c.X);
    }

    /// <summary>The two operands of an operator on pairs; the second is laid along an axis where an edition before 7 says so.</summary>
    public static Tensor Pair(Call c, Func<Tensor, Tensor, Tensor> value)
    {
        Tensor a = c.X, b = c[1];
        if (c.Opset < 7 && c.Int("broadcast", 0) != 0 && c.Find("axis") is not null)
        {
            int axis = c.Axis(c.Int("axis", 0), a.Rank), behind = a.Rank - axis - b.Rank;
            if (behind > 0) b = b.Reshape(Shape.Of([.. b.Shape.ToArray(), .. Enumerable.Repeat(1, behind)]));
        }
        return value(a, b);
    }

    /// <summary>All operands, from the left.</summary>
    private static Tensor Fold(Call c, Func<Tensor, Tensor, Tensor> value) => c.All.Aggregate(value);

    // The result has the base's type.
    private static Tensor Power(Tensor a, Tensor b) => a.DType.IsFloat() ? a.Power(b.To(a.DType))
        : a.To(DType.Float64).Power(b.To(DType.Float64)).To(a.DType);

    // The sign of the divisor: −7 mod 3 = 2.
    private static Tensor Remainder(Tensor a, Tensor b) => a.DType.IsFloat() ? a - b * (a / b).StopGradient().Floor() : a - b * (a.To(DType.Float64) / b.To(DType.Float64)).Floor().To(a.DType);

    /// <summary>The number without its fraction.</summary>
    private static Tensor Whole(Tensor x) => x.DType.IsFloat() ? x.StopGradient().Sign() * x.StopGradient().Abs().Floor() : x;
}
