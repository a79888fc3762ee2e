namespace Cajal.Onnx;

/// <summary>Functions of one and of two numbers, comparisons and truth values.</summary>
internal static class ArithmeticExport
{
    public static void AddTo(ExportTable table)
    {
        table.AddSame<Add>("Add");
        table.AddSame<Subtract>("Sub");
        table.AddSame<Multiply>("Mul");
        table.AddSame<Divide>("Div");
        table.AddSame<Power>("Pow");
        table.AddSame<Maximum>("Max");
        table.AddSame<Minimum>("Min");
        table.Add<Remainder>((n, _) => n.DType.IsFloat() ? n.Add("Sub", n[0], n.Add("Mul", n[1], n.Add("Floor", n.Add("Div", n[0], n[1])))) : n.Add("Mod", n[0], n[1]));
        table.AddSame<Greater>("Greater");
        table.AddSame<GreaterOrEqual>("GreaterOrEqual");
        table.AddSame<EqualTo>("Equal");
        table.Add<NotEqualTo>((n, _) => n.Add("Not", n.Add("Equal", n[0], n[1])));
        table.AddSame<And>("And");
        table.AddSame<Or>("Or");
        table.AddSame<Not>("Not");
        table.AddSame<Where>("Where");
        table.Add<Cast>((n, op) => n.Add("Cast", n.All, ("to", (long)ElementTypes.Of(op.Target))));
        table.AddFunction<Abs>("Abs");
        table.AddFunction<Negate>("Neg");
        table.AddFunction<Exp>("Exp");
        table.AddFunction<Log>("Log");
        table.AddFunction<Sqrt>("Sqrt");
        table.AddFunction<NormRoot>("Sqrt");
        table.AddFunction<Reciprocal>("Reciprocal");
        table.AddFunction<Erf>("Erf");
        table.AddFunction<Sin>("Sin");
        table.AddFunction<Cos>("Cos");
        table.AddFunction<Square>((n, _) => n.Add("Mul", n[0], n[0]));
        table.AddFunction<Rsqrt>((n, _) => n.Add("Reciprocal", n.Add("Sqrt", n[0])));
        table.AddFunction<Log1p>((n, _) => n.Add("Log", n.Add("Add", n[0], n.Number(1))));
        table.AddFunction<Expm1>((n, _) => n.Add("Sub", n.Add("Exp", n[0]), n.Number(1)));
        table.AddFunction<FixedPower>((n, f) => n.Add("Pow", n[0], n.Number(f.Exponent)));
        table.Add<Jump<Floor>>((n, _) => n.Add("Floor", n[0]));
        table.Add<Jump<Ceiling>>((n, _) => n.Add("Ceil", n[0]));
        table.Add<Jump<Round>>((n, _) => n.Add("Round", n[0]));
        table.Add<Jump<Sign>>((n, _) => n.Add("Sign", n[0]));
        table.Add<Jump<Step>>((n, _) => n.Add("Cast", [n.Add("GreaterOrEqual", n[0], n.Number(0))], ("to", (long)ElementTypes.Of(n.DType))));
    }
}
