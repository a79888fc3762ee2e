namespace Cajal.Networks;

/// <summary>The parameters of one recurrent layer in one direction, as PyTorch names them: weight_ih [G·H, in], weight_hh [G·H, H],
/// bias_ih and bias_hh [G·H], all U(−1/√H, 1/√H) at first.</summary>
internal sealed class RecurrentWeights
{
    public RecurrentWeights(int inputSize, int hiddenSize, int gates, bool bias, Rng rng, DType dtype, Action<string, Parameter> register)
    {
        var first = new Uniform(-1 / Math.Sqrt(hiddenSize), 1 / Math.Sqrt(hiddenSize));
        register("weight_ih", Input = new Parameter(first.Create([gates * hiddenSize, inputSize], rng, dtype)));
        register("weight_hh", Hidden = new Parameter(first.Create([gates * hiddenSize, hiddenSize], rng, dtype)));
        if (!bias) return;
        register("bias_ih", InputBias = new Parameter(first.Create([gates * hiddenSize], rng, dtype)));
        register("bias_hh", HiddenBias = new Parameter(first.Create([gates * hiddenSize], rng, dtype)));
    }

    public Parameter Input { get; }

    public Parameter Hidden { get; }

    public Parameter? InputBias { get; }

    public Parameter? HiddenBias { get; }

    public int HiddenSize => Hidden.Shape[1];

    /// <summary>Throws unless the sizes are right.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public static void Require(int inputSize, int hiddenSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
    }
}

/// <summary>One kind of recurrent cell: x [T, N, in], first states [N, H], perhaps lengths [N] → states at all places [T+1, N, H], h
/// first.</summary>
internal delegate Tensor[] RecurrentScan(RecurrentWeights weights, Tensor x, Tensor hidden, Tensor? cell, Tensor? lengths, bool reverse);

/// <summary>The kinds of cells, each as products for all steps at once and a scan over them.</summary>
internal static class RecurrentScans
{
    public static Tensor[] Tanh(RecurrentWeights w, Tensor x, Tensor hidden, Tensor? cell, Tensor? lengths, bool reverse) =>
        [Op.ApplyAll(new RnnScan(reverse, false, lengths is not null), Given(lengths, InputsPart(w, x, bothBiases: true), w.Hidden,
            hidden))[0]];

    public static Tensor[] Relu(RecurrentWeights w, Tensor x, Tensor hidden, Tensor? cell, Tensor? lengths, bool reverse) =>
        [Op.ApplyAll(new RnnScan(reverse, true, lengths is not null), Given(lengths, InputsPart(w, x, bothBiases: true), w.Hidden,
            hidden))[0]];

    public static Tensor[] Lstm(RecurrentWeights w, Tensor x, Tensor hidden, Tensor? cell, Tensor? lengths, bool reverse) =>
        Op.ApplyAll(new LstmScan(reverse, lengths is not null), Given(lengths, InputsPart(w, x, bothBiases: true), w.Hidden, hidden,
            cell!))[..2];

    public static Tensor[] Gru(RecurrentWeights w, Tensor x, Tensor hidden, Tensor? cell, Tensor? lengths, bool reverse)
    {
        var inputs = InputsPart(w, x, bothBiases: false);
        Tensor[] given = w.HiddenBias is { } bias ? Given(lengths, inputs, w.Hidden, hidden, bias) : Given(lengths, inputs, w.Hidden,
            hidden);
        return [Op.ApplyAll(new GruScan(reverse, w.HiddenBias is not null, lengths is not null), given)[0]];
    }

    // x·Wᵀ + b for all steps in one product: [T, N, in] → [T, N, G·H].
    private static Tensor InputsPart(RecurrentWeights w, Tensor x, bool bothBiases)
    {
        var y = x.Reshape(x.Shape[0] * x.Shape[1], x.Shape[2]).MatMul(w.Input.T);
        if (w.InputBias is { } bias) y += bothBiases ? bias + w.HiddenBias! : bias;
        return y.Reshape(x.Shape[0], x.Shape[1], w.Input.Shape[0]);
    }

    private static Tensor[] Given(Tensor? lengths, params ReadOnlySpan<Tensor> inputs) => lengths is null ? inputs.ToArray()
        : [.. inputs, lengths];
}
