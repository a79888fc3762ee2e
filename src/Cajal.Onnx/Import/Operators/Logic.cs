namespace Cajal.Onnx;

/// <summary>Comparisons, truth values, choices and changes of the element type.</summary>
internal static class Logic
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Equal", c => Arithmetic.Pair(c, Equal));
        table.Add("Greater", c => Arithmetic.Pair(c, (a, b) => a > b));
        table.Add("GreaterOrEqual", c => Arithmetic.Pair(c, (a, b) => a >= b));
        table.Add("Less", c => Arithmetic.Pair(c, (a, b) => b > a));
        table.Add("LessOrEqual", c => Arithmetic.Pair(c, (a, b) => b >= a));
        table.Add("And", c => Arithmetic.Pair(c, (a, b) => a & b));
        table.Add("Or", c => Arithmetic.Pair(c, (a, b) => a | b));
        table.Add("Xor", c => Arithmetic.Pair(c, (a, b) => !Equal(a, b)));
        table.Add("Not", c => !c.X);
        table.Add("IsNaN", c => c.X.IsNaN());
        table.Add("IsInf", Infinite);
        table.Add("Where", c => Tensor.Where(c.X, c[1], c[2]));
        table.Add("Cast", c => Changed(c, c.Int("to", 0)));
        table.Add("CastLike", c => c.X.To(c[1].DType));
    }

    private static Tensor Equal(Tensor a, Tensor b) => a.DType == DType.Bool ? (a & b) | (!a & !b) : a.EqualTo(b);

    private static Tensor Infinite(Call c)
    {
        Tensor above = c.X.EqualTo(double.PositiveInfinity), below = c.X.EqualTo(double.NegativeInfinity);
        return (c.Int("detect_positive", 1) != 0, c.Int("detect_negative", 1) != 0) switch
        {
            (true, true) => above | below,
            (true, false) => above,
            (false, true) => below,
            _ => above & below,
        };
    }

    // Half precision is computed in Float32 throughout, as its weights are. Whole numbers too large for a narrow type wrap around.
    private static Tensor Changed(Call c, int type)
    {
        if (ElementTypes.Held(type) is not { } dtype) throw c.Unsupported($"a change to {ElementTypes.NameOf(type)}");
        if (dtype.IsFloat() || ElementTypes.Of(dtype) == type || ElementTypes.FileSize(type) == 8) return c.X.To(dtype);
        long count = 1L << (8 * ElementTypes.FileSize(type)), least = ElementTypes.IsSigned(type) ? -count / 2 : 0;
        var whole = c.X.To(DType.Int64) - least;
        return (whole - (whole.To(DType.Float64) / count).Floor().To(DType.Int64) * count + least).To(dtype);
    }
}
