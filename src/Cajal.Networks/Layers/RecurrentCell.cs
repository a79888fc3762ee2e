namespace Cajal.Networks;

/// <summary>One step of a recurrent layer.      x: [N, in] → h: [N, H]; parameters weight_ih, weight_hh, bias_ih, bias_hh as in
/// PyTorch</summary>
public abstract class RecurrentCell : Layer
{
    private readonly RecurrentWeights weights;
    private readonly RecurrentScan scan;
    private readonly bool hasCell;

    private protected RecurrentCell(RecurrentScan scan, int gates, bool hasCell, int inputSize, int hiddenSize, Rng rng, bool bias,
        DType dtype)
    {
        RecurrentWeights.Require(inputSize, hiddenSize);
        (this.scan, this.hasCell) = (scan, hasCell);
        weights = new(inputSize, hiddenSize, gates, bias, rng, dtype, (name, p) => Register(name, p));
    }

    /// <summary>Numbers of an input.</summary>
    public int InputSize => weights.Input.Shape[1];

    /// <summary>H: numbers of a state.</summary>
    public int HiddenSize => weights.HiddenSize;

    /// <summary>The state after one step from a state; from zeros when it is left out.</summary>
    /// <exception cref="ShapeException">Shapes do not fit.</exception>
    public RecurrentState Run(Tensor x, RecurrentState? state = null)
    {
        return Inside(() =>
        {
            var next = Step(x, state);
            return next with { Hidden = Observed(next.Hidden) };
        });
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Step(x, null).Hidden;

    private RecurrentState Step(Tensor x, RecurrentState? state)
    {
        if (x.Rank != 2 || x.Shape[1] != InputSize) throw new ShapeException(GetType().Name, $"[N, {InputSize}]", x.Shape);
        var zeros = state is null ? Tensor.Zeros([x.Shape[0], HiddenSize], x.DType) : null;
        if (hasCell && state is { Cell: null }) throw new ShapeException(GetType().Name, $"a state with a cell [N, {HiddenSize}]", "none");
        var made = scan(weights, x.Unsqueeze(0), zeros ?? state!.Hidden, hasCell ? zeros ?? state!.Cell! : null, null, false);
        return new(made[0].Select(0, 1), hasCell ? made[1].Select(0, 1) : null);
    }
}

/// <summary>One step of <see cref="Rnn"/>.      h' = tanh(W·x + b + U·h + c), or max(0, ·)</summary>
/// <param name="inputSize">Numbers of an input.</param>
/// <param name="hiddenSize">Numbers of a state.</param>
/// <param name="rng">Random numbers; each parameter takes the next numbered child.</param>
/// <param name="bias">False leaves both biases out.</param>
/// <param name="nonlinearity"><c>tanh</c> or <c>relu</c>.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class RnnCell(int inputSize, int hiddenSize, Rng rng, bool bias = true, string nonlinearity = "tanh",
    DType dtype = DType.Float32)
    : RecurrentCell(Rnn.Scan(nonlinearity), 1, false, inputSize, hiddenSize, rng, bias, dtype);

/// <summary>One step of <see cref="Lstm"/>.</summary>
/// <param name="inputSize">Numbers of an input.</param>
/// <param name="hiddenSize">Numbers of a state.</param>
/// <param name="rng">Random numbers; each parameter takes the next numbered child.</param>
/// <param name="bias">False leaves both biases out.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class LstmCell(int inputSize, int hiddenSize, Rng rng, bool bias = true, DType dtype = DType.Float32)
    : RecurrentCell(RecurrentScans.Lstm, 4, true, inputSize, hiddenSize, rng, bias, dtype);

/// <summary>One step of <see cref="Gru"/>.</summary>
/// <param name="inputSize">Numbers of an input.</param>
/// <param name="hiddenSize">Numbers of a state.</param>
/// <param name="rng">Random numbers; each parameter takes the next numbered child.</param>
/// <param name="bias">False leaves both biases out.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class GruCell(int inputSize, int hiddenSize, Rng rng, bool bias = true, DType dtype = DType.Float32)
    : RecurrentCell(RecurrentScans.Gru, 3, false, inputSize, hiddenSize, rng, bias, dtype);
