namespace Cajal.CSharp;

/// <summary>Activations and softmax.</summary>
internal static class ActivationProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<Unary<Relu>>((n, _) => $"Relu({n[0]})");
        table.Add<Unary<Sigmoid>>((n, _) => $"Map({n[0]}, Sigmoid)");
        table.Add<Unary<Tanh>>((n, _) => $"Map({n[0]}, MathF.Tanh)");
        table.AddFunction<LeakyRelu>(f => $"v > 0 ? v : v * {Literal.Number(f.Slope)}");
        table.AddFunction<Elu>(f => $"v > 0 ? v : {Literal.Number(f.Alpha)} * (float)(Math.Exp(v) - 1)");
        table.AddFunction<Selu>(_ => "v > 0 ? 1.0507009873554805f * v : 1.7580993408473766f * (float)(Math.Exp(v) - 1)");
        table.AddFunction<HardSigmoid>(_ => "Math.Clamp(v + 3, 0, 6) / 6");
        table.AddFunction<HardSwish>(_ => "Math.Max(v, -3) * Math.Clamp(v + 3, 0, 6) / 6");
        table.AddFunction<HardTanh>(f => $"Math.Clamp(v, {Literal.Number(f.Min)}, {Literal.Number(f.Max)})");
        table.AddFunction<Clamp>(f => $"Math.Clamp(v, {Literal.Number(f.Min)}, {Literal.Number(f.Max)})");
        table.AddFunction<Silu>(_ => "v < -1000 ? 0 : v * Sigmoid(v)");
        table.AddFunction<Softplus>(f => f.Beta == 1 ? "Softplus(v)" : $"Softplus(v * {Literal.Number(f.Beta)}) / {Literal.Number(f.Beta)}");
        table.AddFunction<LogSigmoid>(_ => "-Softplus(-v)");
        table.AddFunction<Mish>(_ => "v * MathF.Tanh(Softplus(v))");
        table.AddFunction<TanhShrink>(_ => "v - MathF.Tanh(v)");
        table.AddFunction<Gelu>(_ => "0.5f * v * (1 + Erf(v * 0.70710678f))");
        table.AddFunction<GeluTanh>(_ => "0.5f * v * (1 + MathF.Tanh(0.79788456f * (v + 0.044715f * v * v * v)))");
        table.Add<Softmax>((n, _) => $"Softmax({n[0]}, {n.ShapeOf(0)[-1]})");
        table.Add<LogSoftmax>((n, _) => $"LogSoftmax({n[0]}, {n.ShapeOf(0)[-1]})");
    }
}
