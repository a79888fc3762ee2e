namespace Cajal.Onnx;

/// <summary>Activations, softmax and dropout.</summary>
internal static class Activations
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Relu", c => c.X.DType.IsFloat() ? c.X.Relu() : c.X.Maximum(0));
        table.Add("Sigmoid", c => c.X.Sigmoid());
        table.Add("Tanh", c => c.X.Tanh());
        table.Add("LeakyRelu", c => c.X.LeakyRelu(c.Float("alpha", 0.01)));
        table.Add("ThresholdedRelu", c => Tensor.Where(c.X > c.Float("alpha", 1), c.X, 0));
        table.Add("Elu", c => c.X.Elu(c.Float("alpha", 1)));
        table.Add("Celu", c => Celu(c.X, c.Float("alpha", 1)));
        table.Add("Selu", c => c.X.Elu(c.Float("alpha", 1.67326319217681884765625)) * c.Float("gamma", 1.05070102214813232421875));
        table.Add("HardSigmoid", c => (c.X * c.Float("alpha", 0.2) + c.Float("beta", 0.5)).Clamp(0, 1));
        table.Add("HardSwish", c => c.X.HardSwish());
        table.Add("Softplus", c => c.X.Softplus());
        table.Add("Softsign", c => c.X / (c.X.Abs() + 1));
        table.Add("Shrink", c => Shrink(c.X, c.Float("lambd", 0.5), c.Float("bias", 0)));
        table.Add("PRelu", c => Tensor.Where(c.X >= 0, c.X, c.X * Slope(c)));
        table.Add("Gelu", c => c.Text("approximate", "none") == "tanh" ? c.X.GeluTanh() : c.X.Gelu());
        table.Add("Mish", c => c.X.Mish());
        table.Add("Swish", c => c.X * (c.Float("alpha", 1) is var alpha and not 1 ? c.X * alpha : c.X).Sigmoid());
        table.Add("Clip", Clip);
        table.Add("Softmax", c => OnRows(c, (x, axis) => x.Softmax(axis)));
        table.Add("LogSoftmax", c => OnRows(c, (x, axis) => x.LogSoftmax(axis)));
        table.Add("Hardmax", c => OnRows(c, Hardmax));
        table.AddMany("Dropout", Dropout);
    }

    private static Tensor Celu(Tensor x, double alpha) => x.Maximum(0) + ((x * (1 / alpha)).Expm1() * alpha).Minimum(0);

    private static Tensor Shrink(Tensor x, double lambda, double bias) =>
        Tensor.Where(x < -lambda, x + bias, Tensor.Where(x > lambda, x - bias, Tensor.Scalar(0, x.DType)));

    // Before edition 7 a slope [C] lies along the channels.
    private static Tensor Slope(Call c)
    {
        var slope = c[1];
        if (c.Opset >= 7 || slope.Rank != 1 || slope.Count == 1 || c.X.Rank < 3) return slope;
        return slope.Reshape(Shape.Of([slope.Count, .. Enumerable.Repeat(1, c.X.Rank - 2)]));
    }

    private static Tensor Clip(Call c)
    {
        if (c.Opset < 11) return c.X.Clamp(c.Float("min", double.NegativeInfinity), c.Float("max", double.PositiveInfinity));
        // The upper bound wins where the two cross.
        var x = c.X;
        if (c.Optional(1) is { } least) x = x.Maximum(least);
        return c.Optional(2) is { } most ? x.Minimum(most) : x;
    }

    // Up to edition 12, all axes from one on are a row.
    private static Tensor OnRows(Call c, Func<Tensor, int, Tensor> value)
    {
        if (c.Opset >= 13) return value(c.X, c.Axis(c.Int("axis", -1), c.X.Rank));
        int axis = c.Axis(c.Int("axis", 1), c.X.Rank);
        return value(Arrangements.Matrix(c.X, axis), 1).Reshape(c.X.Shape);
    }

    private static Tensor Hardmax(Tensor x, int axis)
    {
        var marks = x.ArgMax(axis).OneHot(x.Shape[axis], x.DType);
        int[] order = [.. Enumerable.Range(0, axis), x.Rank - 1, .. Enumerable.Range(axis, x.Rank - 1 - axis)];
        return marks.Permute(order);
    }

    private static Tensor?[] Dropout(Call c)
    {
        if (c.Opset >= 12 && c.HostLongs(2) is [not 0] && c.HostNumbers(1) is not [0])
            throw c.Unsupported("dropout that drops in a file (training_mode = true; export it for inference)");
        return [c.X, c.Wants(1) ? Tensor.Ones(c.X.Shape, DType.Bool) : null];
    }
}
