namespace Cajal.Networks;

/// <summary>Recurrent layers on one another, forwards or in both directions.      x: [T, N, in] ([N, T, in] with batch first) → y: […,
/// D·H], D directions</summary>
/// <remarks>Names of parameters, order of gates and first values are PyTorch's: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, with
/// _reverse for the other direction.</remarks>
public abstract class Recurrent : Layer
{
    private readonly RecurrentWeights[] weights;
    private readonly Dropout[] between;
    private readonly RecurrentScan scan;
    private readonly int directions;
    private readonly bool hasCell;

    private protected Recurrent(RecurrentScan scan, int gates, bool hasCell, int inputSize, int hiddenSize, Rng rng, int layers,
        bool bias, bool batchFirst,
        double dropout, bool bidirectional, DType dtype)
    {
        RecurrentWeights.Require(inputSize, hiddenSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        Dropout.Require(dropout);
        (this.scan, this.hasCell, directions) = (scan, hasCell, bidirectional ? 2 : 1);
        (InputSize, HiddenSize, Layers, BatchFirst) = (inputSize, hiddenSize, layers, batchFirst);
        weights = new RecurrentWeights[layers * directions];
        for (int i = 0; i < weights.Length; i++)
        {
            string end = $"_l{i / directions}{(i % directions == 1 ? "_reverse" : "")}";
            weights[i] = new(i < directions ? inputSize : hiddenSize * directions, hiddenSize, gates, bias, rng, dtype, (name, p) =>
                Register(name + end, p));
        }
        between = new Dropout[dropout > 0 ? layers - 1 : 0];
        for (int i = 0; i < between.Length; i++) between[i] = RegisterModule($"dropout_l{i}", new Dropout(dropout, rng));
    }

    /// <summary>Numbers of an input at one step.</summary>
    public int InputSize { get; }

    /// <summary>H: numbers of a state.</summary>
    public int HiddenSize { get; }

    /// <summary>Layers on one another.</summary>
    public int Layers { get; }

    /// <summary>True when the batch comes before the steps.</summary>
    public bool BatchFirst { get; }

    /// <summary>True when each layer also walks from the last step to the first.</summary>
    public bool IsBidirectional => directions == 2;

    /// <summary>Outputs of the last layer and the states after the last step.</summary>
    /// <param name="x">[T, N, in], or [N, T, in] with batch first.</param>
    /// <param name="initial">First states [layers·D, N, H]; zeros when left out.</param>
    /// <param name="lengths">How many steps of each sequence count, [N] whole numbers: outputs behind them are 0, and the states are those
    /// after the last step that counts. All steps when left out.</param>
    /// <exception cref="ShapeException">Shapes do not fit, or there is no step at all.</exception>
    /// <exception cref="ArgumentException">A length outside of 0..T.</exception>
    public (Tensor Output, RecurrentState State) Run(Tensor x, RecurrentState? initial = null, Tensor? lengths = null)
    {
        return Inside(() =>
        {
            var (output, states) = Walk(x, initial, lengths);
            int last = states[0][0].Shape[0] - 1;
            Tensor[] Ends(int kind) => [.. states.Select((s, i) => s[kind].Select(0, i % directions == 1 ? 0 : last))];
            return (Observed(output), new RecurrentState(Tensor.Stack(Ends(0)), hasCell ? Tensor.Stack(Ends(1)) : null));
        });
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Walk(x, null, null).Output;

    private (Tensor Output, Tensor[][] States) Walk(Tensor x, RecurrentState? initial, Tensor? lengths)
    {
        if (x.Rank != 3 || x.Shape[2] != InputSize || x.Shape[BatchFirst ? 1 : 0] < 1)
            throw new ShapeException(GetType().Name, $"{(BatchFirst ? "[N, T, " : "[T, N, ")}{InputSize}] with at least one step", x.Shape);
        if (BatchFirst) x = x.Transpose(0, 1);
        int steps = x.Shape[0], batch = x.Shape[1];
        if (initial is not null) RequireState(initial, [weights.Length, batch, HiddenSize]);
        lengths = lengths?.To(DType.Int64);
        var zeros = initial is null ? Tensor.Zeros([batch, HiddenSize], x.DType) : null;
        var states = new Tensor[weights.Length][];
        for (int layer = 0; layer < Layers; layer++)
        {
            var outputs = new Tensor[directions];
            for (int d = 0; d < directions; d++)
            {
                int i = layer * directions + d;
                var made = states[i] = scan(weights[i], x, zeros ?? initial!.Hidden.Select(0, i), hasCell
                    ? zeros ?? initial!.Cell!.Select(0, i) : null, lengths, d == 1);
                outputs[d] = d == 1 ? made[0].Slice(0, ..steps) : made[0].Slice(0, 1..);
            }
            x = Tensor.Concatenate(outputs, -1);
            if (layer < between.Length) x = between[layer].Forward(x);
        }
        if (lengths is not null) x *= SequenceMask.Steps(lengths, steps).T.Unsqueeze(-1).To(x.DType);
        return (BatchFirst ? x.Transpose(0, 1) : x, states);
    }

    private void RequireState(RecurrentState state, Shape shape)
    {
        if (state.Hidden.Shape != shape) throw new ShapeException(GetType().Name, $"first states {shape}", state.Hidden.Shape);
        if (hasCell && state.Cell is not { } cell || state.Cell is { } c && c.Shape != shape)
            throw new ShapeException(GetType().Name, $"first cells {shape}", state.Cell?.Shape.ToString() ?? "none");
    }
}
