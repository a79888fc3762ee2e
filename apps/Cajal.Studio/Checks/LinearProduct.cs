namespace Cajal.Studio;

/// <summary>Layers without activations are one layer: a = W_L·(…·(W₁·x + b₁)…) + b_L = W·x + b, with W = W_L·…·W₁ and b = b_L + W_L·(b_(L−1) + …).</summary>
internal static class LinearProduct
{
    /// <summary>The one matrix of a bench's weights, and how far its outputs are from those of the layers, with and without activations.</summary>
    public static OneMatrix Of(Bench bench)
    {
        // In double precision, so that what differs is the network and not the rounding.
        int inputs = bench.Inputs.Length;
        double[] product = new double[inputs * inputs], shift = new double[inputs];
        for (int i = 0; i < inputs; i++) product[i * inputs + i] = 1;
        foreach (var layer in bench.Layers)
        {
            int rows = layer.Linear.OutFeatures, columns = layer.Linear.InFeatures;
            float[] w = layer.Linear.Weight.ToArray<float>(), b = layer.Linear.Bias?.ToArray<float>() ?? new float[rows];
            double[] next = new double[rows * inputs], nextShift = new double[rows];
            for (int r = 0; r < rows; r++)
            {
                nextShift[r] = b[r];
                for (int c = 0; c < columns; c++)
                {
                    nextShift[r] += w[r * columns + c] * shift[c];
                    for (int i = 0; i < inputs; i++) next[r * inputs + i] += w[r * columns + c] * product[c * inputs + i];
                }
            }
            (product, shift) = (next, nextShift);
        }
        int outputs = shift.Length, points = bench.Data.Targets.Length;
        using var tape = Tape.Start(Mode.Inference);
        var x = bench.InputsOf([.. Enumerable.Range(0, points)]);
        Tensor plain = x, whole = bench.Network.Forward(x);
        foreach (var layer in bench.Layers) plain = layer.Linear.Forward(plain);
        float[] rowsOf = x.ToArray<float>(), without = plain.ToArray<float>(), with = whole.ToArray<float>();
        double apartWithout = 0, apartWith = 0;
        for (int n = 0; n < points; n++)
            for (int o = 0; o < outputs; o++)
            {
                double one = shift[o];
                for (int i = 0; i < inputs; i++) one += product[o * inputs + i] * rowsOf[n * inputs + i];
                apartWithout = Math.Max(apartWithout, Math.Abs(one - without[n * outputs + o]));
                apartWith = Math.Max(apartWith, Math.Abs(one - with[n * outputs + o]));
            }
        return new OneMatrix
        {
            Inputs = bench.Reader.Labels,
            Outputs = outputs,
            Shapes = [.. bench.Layers.Reverse().Select(l => new[] { l.Linear.OutFeatures, l.Linear.InFeatures })],
            Matrix = product,
            Shift = shift,
            Points = points,
            WithoutActivations = apartWithout,
            AsItIs = apartWith,
            IsLinear = bench.Layers.SkipLast(1).All(l => l.Function is null && l.Norm is null && !l.Skips),
        };
    }
}

/// <summary>What the layers are together without activations.</summary>
internal sealed record OneMatrix
{
    /// <summary>Marks the message.</summary>
    public string Is => "oneMatrix";

    /// <summary>Labels of the network's inputs, the columns.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Rows.</summary>
    public required int Outputs { get; init; }

    /// <summary>Rows and columns of each layer's matrix, the last layer first, as the product is written.</summary>
    public required IReadOnlyList<int[]> Shapes { get; init; }

    /// <summary>W: rows are outputs.</summary>
    public required double[] Matrix { get; init; }

    /// <summary>b.</summary>
    public required double[] Shift { get; init; }

    /// <summary>Points on which it was held against the layers.</summary>
    public required int Points { get; init; }

    /// <summary>Largest difference of W·x + b from the layers without their activations.</summary>
    public required double WithoutActivations { get; init; }

    /// <summary>Largest difference of W·x + b from the network as it is.</summary>
    public required double AsItIs { get; init; }

    /// <summary>Whether no hidden layer has an activation, a norm or a skip.</summary>
    public required bool IsLinear { get; init; }
}
