namespace Cajal.Onnx;

/// <summary>One step: what came in through the weights (with its bias), the state and the cell → the next ones.</summary>
internal delegate (Tensor H, Tensor? C) RecurrentStep(RecurrentDirection direction, Tensor x, Tensor h, Tensor? cell);

/// <summary>The weights of one direction, and what the node says about its functions.</summary>
internal sealed record RecurrentDirection(int Hidden, Tensor R, Tensor? Bias, Tensor? P, Func<Tensor, Tensor> F, Func<Tensor, Tensor> G, Func<Tensor, Tensor> H,
    bool LinearBeforeReset, bool InputForget)
{
    /// <summary>A product with the state's share of the bias, for gates from .. to − 1.</summary>
    public Tensor RecurrentBias(Tensor product, int from, int to) => Bias is null ? product : product + Bias.Slice(-1, (from * Hidden)..(to * Hidden));
}

/// <summary>A recurrent node: one or two directions over [T, N, in] (layout 1: [N, T, in]).</summary>
internal sealed class RecurrentNode
{
    private readonly Call call;
    private readonly int gates, hidden;
    private readonly bool hasCell, batchFirst;
    private readonly string[] names;
    private readonly bool[] reverse;

    public RecurrentNode(Call call, int gates, bool hasCell, string[] usual)
    {
        (this.call, this.gates, this.hasCell) = (call, gates, hasCell);
        hidden = call[2].Shape[-1];
        batchFirst = call.Int("layout", 0) != 0;
        reverse = call.Text("direction", "forward") switch { "forward" => [false], "reverse" => [true], "bidirectional" => [false, true], var other => throw call.Unsupported($"the direction '{other}'") };
        names = call.Texts("activations") ?? [.. reverse.SelectMany(_ => usual)];
        if (names.Length != reverse.Length * usual.Length) throw call.Wrong($"it has {names.Length} activations; {reverse.Length * usual.Length} were expected.");
    }

    /// <summary>Y [T, D, N, H], Y_h [D, N, H] and, with a cell, Y_c.</summary>
    public Tensor?[] Run(RecurrentStep step)
    {
        var x = batchFirst ? call.X.Transpose(0, 1) : call.X;
        long[]? lengths = call.HostLongs(4);
        int steps = x.Shape[0], batch = x.Shape[1], each = names.Length / reverse.Length;
        var outputs = new List<Tensor>();
        var states = new List<Tensor>();
        var cells = new List<Tensor>();
        for (int d = 0; d < reverse.Length; d++)
        {
            var bias = call.Optional(3)?.Select(0, d);
            Func<Tensor, Tensor> Function(int i) => Named(d * each + Math.Min(i, each - 1));
            var direction = new RecurrentDirection(hidden, call[2].Select(0, d), bias?.Slice(0, (gates * hidden)..), hasCell ? call.Optional(7)?.Select(0, d) : null,
                Function(0), Function(1), Function(2), call.Int("linear_before_reset", 0) != 0, call.Int("input_forget", 0) != 0);
            var inputs = Products.Multiply(x, call[1].Select(0, d).T);
            if (bias is not null) inputs += bias.Slice(0, ..(gates * hidden));
            Tensor h = First(5, d, batch), cell = hasCell ? First(6, d, batch) : h;
            var made = new Tensor[steps];
            for (int i = 0; i < steps; i++)
            {
                int t = reverse[d] ? steps - 1 - i : i;
                var (nextH, nextC) = step(direction, inputs.Select(0, t), h, hasCell ? cell : null);
                var live = lengths?.Any(l => l <= t) == true
                    ? Tensor.From([.. lengths.Select(l => l > t)], [batch, 1]) : null;
                // Steps beyond a sequence's length leave the state as it is and answer 0.
                made[t] = live is null ? nextH : Tensor.Where(live, nextH, 0);
                h = live is null ? nextH : Tensor.Where(live, nextH, h);
                if (hasCell) cell = live is null ? nextC! : Tensor.Where(live, nextC!, cell);
            }
            outputs.Add(Tensor.Stack(made));
            states.Add(h);
            cells.Add(cell);
        }
        int axis = batchFirst ? 1 : 0;
        var y = Tensor.Stack(outputs.ToArray(), 1);
        if (batchFirst) y = y.Permute(2, 0, 1, 3);
        var last = Tensor.Stack(states.ToArray(), axis);
        return hasCell ? [y, last, Tensor.Stack(cells.ToArray(), axis)] : [y, last];
    }

    private Tensor First(int input, int direction, int batch) => call.Optional(input) is { } given
        ? given.Select(batchFirst ? 1 : 0, direction) : Tensor.Zeros([batch, hidden], call.X.DType);

    // The clip holds what goes into a function.
    private Func<Tensor, Tensor> Named(int i)
    {
        double Alpha(double usual) => call.Floats("activation_alpha") is { } a && i < a.Length ? a[i] : usual;
        double Beta(double usual) => call.Floats("activation_beta") is { } b && i < b.Length ? b[i] : usual;
        Func<Tensor, Tensor> f = names[i].ToLowerInvariant() switch
        {
            "sigmoid" => x => x.Sigmoid(),
            "tanh" => x => x.Tanh(),
            "relu" => x => x.Relu(),
            "affine" => x => x * Alpha(1) + Beta(0),
            "leakyrelu" => x => x.LeakyRelu(Alpha(0.01)),
            "scaledtanh" => x => (x * Beta(1)).Tanh() * Alpha(1),
            "hardsigmoid" => x => (x * Alpha(0.2) + Beta(0.5)).Clamp(0, 1),
            "elu" => x => x.Elu(Alpha(1)),
            "softsign" => x => x / (x.Abs() + 1),
            "softplus" => x => x.Softplus(),
            _ => throw call.Unsupported($"the activation '{names[i]}'"),
        };
        return call.Find("clip") is { F: var bound } ? x => f(x.Clamp(-bound, bound)) : f;
    }
}
