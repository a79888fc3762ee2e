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
        table.Add("Cast", c => c.X.To(Target(c, c.Int("to", 0))));
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

    // Half precision is computed in Float32 throughout, as its weights are. Narrow whole numbers would have to wrap around, which nothing here does.
    private static DType Target(Call c, int type)
    {
        if (ElementTypes.Held(type) is not { } dtype || (ElementTypes.Of(dtype) != type && dtype != DType.Float32))
            throw c.Unsupported($"a change to {ElementTypes.NameOf(type)}");
        return dtype;
    }
}
