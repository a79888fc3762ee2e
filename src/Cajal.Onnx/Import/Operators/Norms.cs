namespace Cajal.Onnx;

/// <summary>Normalisation over the batch, groups, places or rows.</summary>
internal static class Norms
{
    public static void AddTo(OperatorTable table)
    {
        table.AddMany("BatchNormalization", Batch);
        table.Add("InstanceNormalization", c => c.X.InstanceNorm(c[1], c[2], c.Float("epsilon", 1e-5)));
        table.Add("GroupNormalization", Group);
        table.AddMany("LayerNormalization", Layer);
        table.Add("RMSNormalization", RootMeanSquare);
        table.Add("LRN", c => c.X.LocalResponseNorm(c.Int("size", 1), c.Float("alpha", 1e-4), c.Float("beta", 0.75), c.Float("bias", 1)));
        table.Add("LpNormalization", OfLength);
        table.Add("MeanVarianceNormalization", MeanVariance);
    }

    // Rows of zeros stay zeros.
    private static Tensor OfLength(Call c)
    {
        var length = c.X.Norm(c.Axis(c.Int("axis", -1), c.X.Rank), c.Int("p", 2), keepAxis: true);
        return c.X / Tensor.Where(length > 0, length, 1);
    }

    private static Tensor?[] Batch(Call c)
    {
        Tensor x = c.X, scale = c[1], bias = c[2], mean = c[3], variance = c[4];
        double epsilon = c.Float("epsilon", 1e-5), momentum = c.Float("momentum", 0.9);
        if (c.Opset < 9 && c.Int("spatial", 1) == 0) throw c.Unsupported("a norm for each place (spatial = 0)");
        if (c.Opset < 14 || c.Int("training_mode", 0) == 0)
        {
            if (c.Opset < 7 && c.Int("is_test", 0) == 0 && c.Outputs > 1) throw c.Unsupported("a norm by the batch's own statistics (is_test = 0)");
            return [x.ChannelNorm(mean, variance, scale, bias, epsilon)];
        }
        var (y, batchMean, batchVariance) = x.BatchNorm(scale, bias, epsilon);
        return [y, mean * momentum + batchMean * (1 - momentum), variance * momentum + batchVariance * (1 - momentum)];
    }

    // Edition 18 scales by group, 21 by channel.
    private static Tensor Group(Call c)
    {
        int groups = c.Int("num_groups", 1);
        double epsilon = c.Float("epsilon", 1e-5);
        if (c[1].Count == c.X.Shape[1]) return c.X.GroupNorm(groups, c[1], c[2], epsilon);
        var normal = c.X.GroupNorm(groups, epsilon: epsilon);
        int each = c.X.Shape[1] / groups;
        Tensor OfChannels(Tensor t) => t.Unsqueeze(1).Expand([groups, each]).Contiguous().Reshape(Shape.Of([groups * each, .. Enumerable.Repeat(1, c.X.Rank - 2)]));
        return normal * OfChannels(c[1]) + OfChannels(c[2]);
    }

    private static Tensor?[] Layer(Call c)
    {
        var x = c.X;
        int axis = c.Axis(c.Int("axis", -1), x.Rank);
        double epsilon = c.Float("epsilon", 1e-5);
        var row = Shape.Of(x.Shape.ToArray().AsSpan(axis));
        Tensor y = c[1].Shape == row && (c.Optional(2)?.Shape ?? row) == row ? x.LayerNorm(row, c[1], c.Optional(2), epsilon)
            : c.Optional(2) is { } bias ? x.LayerNorm(row, epsilon: epsilon) * c[1] + bias : x.LayerNorm(row, epsilon: epsilon) * c[1];
        if (c.Outputs < 2) return [y];
        int[] axes = [.. Enumerable.Range(axis, x.Rank - axis)];
        return [y, x.Mean(axes, keepAxes: true), (x.Variance(axes, 0, keepAxes: true) + epsilon).Rsqrt()];
    }

    private static Tensor RootMeanSquare(Call c)
    {
        int axis = c.Axis(c.Int("axis", -1), c.X.Rank);
        int[] axes = [.. Enumerable.Range(axis, c.X.Rank - axis)];
        return c.X * (c.X.Square().Mean(axes, keepAxes: true) + c.Float("epsilon", 1e-5)).Rsqrt() * c[1];
    }

    private static Tensor MeanVariance(Call c)
    {
        int[] axes = c.Ints("axes") ?? [0, 2, 3];
        var centred = c.X - c.X.Mean(axes, keepAxes: true);
        return centred / (centred.Square().Mean(axes, keepAxes: true).Sqrt() + 1e-9);
    }
}
