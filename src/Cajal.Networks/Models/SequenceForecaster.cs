namespace Cajal.Networks;

/// <summary>The next values of a series: a recurrent network reads a window, a linear layer says by how much the next values differ from
/// the last one. x: [N, T, in], the series itself in column 0 → [N, horizon]</summary>
/// <remarks>Before it has learned anything it therefore forecasts about the last value: the hardest simple forecast to beat for many
/// series.</remarks>
public sealed class SequenceForecaster : Layer
{
    /// <summary>A forecaster with fresh weights.</summary>
    /// <param name="kind">The recurrent network.</param>
    /// <param name="inputSize">Numbers of a step: the series and whatever is known beside it.</param>
    /// <param name="hiddenSize">Numbers of a state.</param>
    /// <param name="rng">Random numbers; each part takes the next numbered child.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <param name="layers">Recurrent layers on one another.</param>
    /// <param name="dropout">Drop rate between layers.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public SequenceForecaster(RecurrentKind kind, int inputSize, int hiddenSize, Rng rng, int horizon = 1, int layers = 1,
        double dropout = 0,
        DType dtype = DType.Float32)
    {
        Reader = RegisterModule("reader", SequenceClassifier.MakeReader(kind, inputSize, hiddenSize, rng, layers, dropout, false, dtype));
        Head = RegisterModule("head", new Linear(hiddenSize, horizon, rng, weight: new Normal(0.01), dtype: dtype));
    }

    /// <summary>The recurrent network.</summary>
    public Recurrent Reader { get; }

    /// <summary>The layer behind its last state.</summary>
    public Linear Head { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        var y = Reader.Forward(x);
        return x.Select(1, x.Shape[1] - 1).Slice(-1, ..1) + Head.Forward(y.Select(1, y.Shape[1] - 1));
    }
}
