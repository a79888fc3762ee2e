namespace Cajal.Onnx;

/// <summary>Activations and softmax; those that edition 17 has not are taken apart.</summary>
internal static class ActivationExport
{
    public static void AddTo(ExportTable table)
    {
        table.AddFunction<Relu>("Relu");
        table.AddFunction<Sigmoid>("Sigmoid");
        table.AddFunction<Tanh>("Tanh");
        table.AddFunction<HardSwish>("HardSwish");
        table.AddFunction<LeakyRelu>((n, f) => n.Add("LeakyRelu", n.All, ("alpha", f.Slope)));
        table.AddFunction<Elu>((n, f) => n.Add("Elu", n.All, ("alpha", f.Alpha)));
        table.AddFunction<Selu>("Selu");
        table.AddFunction<HardSigmoid>((n, _) => n.Add("HardSigmoid", n.All, ("alpha", 1.0 / 6), ("beta", 0.5)));
        table.AddFunction<HardTanh>((n, f) => n.Add("Clip", n[0], n.Number(f.Min), n.Number(f.Max)));
        table.AddFunction<Clamp>((n, f) => n.Add("Clip", n[0], double.IsInfinity(f.Min) ? "" : n.Number(f.Min), double.IsInfinity(f.Max) ? "" : n.Number(f.Max)));
        table.AddFunction<Silu>((n, _) => n.Add("Mul", n[0], n.Add("Sigmoid", n[0])));
        table.AddFunction<Softplus>((n, f) => f.Beta == 1 ? n.Add("Softplus", n[0])
            : n.Add("Div", n.Add("Softplus", n.Add("Mul", n[0], n.Number(f.Beta))), n.Number(f.Beta)));
        table.AddFunction<LogSigmoid>((n, _) => n.Add("Neg", n.Add("Softplus", n.Add("Neg", n[0]))));
        table.AddFunction<Mish>((n, _) => n.Add("Mul", n[0], n.Add("Tanh", n.Add("Softplus", n[0]))));
        table.AddFunction<TanhShrink>((n, _) => n.Add("Sub", n[0], n.Add("Tanh", n[0])));
        table.AddFunction<Gelu>((n, _) => Gate(n, n.Add("Erf", n.Add("Mul", n[0], n.Number(1 / Math.Sqrt(2))))));
        table.AddFunction<GeluTanh>((n, _) => Gate(n, n.Add("Tanh", n.Add("Mul", n.Number(Math.Sqrt(2 / Math.PI)),
            n.Add("Add", n[0], n.Add("Mul", n.Number(0.044715), n.Add("Mul", n[0], n.Add("Mul", n[0], n[0]))))))));
        table.Add<Softmax>((n, _) => n.Add("Softmax", n.All, ("axis", -1L)));
        table.Add<LogSoftmax>((n, _) => n.Add("LogSoftmax", n.All, ("axis", -1L)));
    }

    // ½·x·(1 + s)
    private static string Gate(NodeExport n, string s) => n.Add("Mul", n.Add("Mul", n[0], n.Number(0.5)), n.Add("Add", s, n.Number(1)));
}
