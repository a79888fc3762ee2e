namespace Cajal.CSharp;

/// <summary>Functions of one and of two numbers, comparisons and truth values.</summary>
internal static class ArithmeticProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<Add>((n, _) => n.DType == DType.Float32 ? $"Add({n.Stretched(0, n.Result())}, {n.Stretched(1, n.Result())})"
            : $"Zip({n.Stretched(0, n.Result())}, {n.Stretched(1, n.Result())}, (a, b) => a + b)");
        table.AddPair<Subtract>("a - b");
        table.AddPair<Multiply>("a * b");
        table.AddPair<Divide>("a / b");
        table.AddPair<Power>("MathF.Pow(a, b)");
        table.AddPair<Maximum>("Math.Max(a, b)");
        table.AddPair<Minimum>("Math.Min(a, b)");
        table.AddPair<Greater>("a > b");
        table.AddPair<GreaterOrEqual>("a >= b");
        table.AddPair<EqualTo>("a == b");
        table.AddPair<NotEqualTo>("a != b");
        table.AddPair<And>("a && b");
        table.AddPair<Or>("a || b");
        table.Add<Not>((n, _) => $"Map({n[0]}, v => !v)");
        table.Add<Where>((n, _) => $"Choose({n.Stretched(0, n.Result())}, {n.Stretched(1, n.Result())}, {n.Stretched(2, n.Result())})");
        table.Add<Cast>((n, op) => $"Map({n[0]}, v => {Converted(n.DType, op.Target)})");
        table.AddFunction<Abs>(_ => "MathF.Abs(v)");
        table.AddFunction<Negate>(_ => "-v");
        table.AddFunction<Exp>(_ => "MathF.Exp(v)");
        table.AddFunction<Log>(_ => "MathF.Log(v)");
        table.AddFunction<Sqrt>(_ => "MathF.Sqrt(v)");
        table.AddFunction<NormRoot>(_ => "MathF.Sqrt(v)");
        table.AddFunction<Rsqrt>(_ => "1 / MathF.Sqrt(v)");
        table.AddFunction<Reciprocal>(_ => "1 / v");
        table.AddFunction<Erf>(_ => "Erf(v)");
        table.AddFunction<Sin>(_ => "MathF.Sin(v)");
        table.AddFunction<Cos>(_ => "MathF.Cos(v)");
        table.AddFunction<Square>(_ => "v * v");
        table.AddFunction<Log1p>(_ => "(float)Math.Log(1 + (double)v)");
        table.AddFunction<Expm1>(_ => "(float)(Math.Exp(v) - 1)");
        table.AddFunction<FixedPower>(f => $"MathF.Pow(v, {Literal.Number(f.Exponent)})");
        table.Add<Jump<Floor>>((n, _) => $"Map({n[0]}, MathF.Floor)");
        table.Add<Jump<Ceiling>>((n, _) => $"Map({n[0]}, MathF.Ceiling)");
        table.Add<Jump<Round>>((n, _) => $"Map({n[0]}, v => MathF.Round(v))");
        table.Add<Jump<Sign>>((n, _) => $"Map({n[0]}, v => v > 0 ? 1f : v < 0 ? -1f : v)");
        table.Add<Jump<Step>>((n, _) => $"Map({n[0]}, v => v >= 0 ? 1f : v < 0 ? 0f : v)");
    }

    private static string Converted(DType from, DType to) => (from, to) switch
    {
        (DType.Bool, _) => $"v ? ({Literal.TypeName(to)})1 : 0",
        (_, DType.Bool) => "v != 0",
        _ => $"({Literal.TypeName(to)})v",
    };
}
