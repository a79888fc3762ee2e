namespace Cajal.Networks;

/// <summary>Logits of classes for whole sequences: a recurrent network reads all steps, a linear layer its last states.      x: [N, T, in]
/// → [N, classes]</summary>
public sealed class SequenceClassifier : Layer
{
    private readonly int directions;

    /// <summary>A classifier with fresh weights.</summary>
    /// <param name="kind">The recurrent network.</param>
    /// <param name="inputSize">Numbers of a step.</param>
    /// <param name="hiddenSize">Numbers of a state.</param>
    /// <param name="classes">Logits.</param>
    /// <param name="rng">Random numbers; each part takes the next numbered child.</param>
    /// <param name="layers">Recurrent layers on one another.</param>
    /// <param name="dropout">Drop rate between layers.</param>
    /// <param name="bidirectional">True to read in both directions.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public SequenceClassifier(RecurrentKind kind, int inputSize, int hiddenSize, int classes, Rng rng, int layers = 1,
        double dropout = 0, bool bidirectional = false,
        DType dtype = DType.Float32)
    {
        directions = bidirectional ? 2 : 1;
        Reader = RegisterModule("reader", MakeReader(kind, inputSize, hiddenSize, rng, layers, dropout, bidirectional, dtype));
        Head = RegisterModule("head", new Linear(hiddenSize * directions, classes, rng, weight: new XavierUniform(), dtype: dtype));
    }

    /// <summary>The recurrent network.</summary>
    public Recurrent Reader { get; }

    /// <summary>The layer behind its last states.</summary>
    public Linear Head { get; }

    /// <summary>Logits of sequences of different length.</summary>
    /// <param name="x">[N, T, in], padded to the longest.</param>
    /// <param name="lengths">Steps that count, [N] whole numbers; all when left out.</param>
    public Tensor Run(Tensor x, Tensor? lengths = null) => Inside(() => Observed(Logits(x, lengths)));

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Logits(x, null);

    internal static Recurrent MakeReader(RecurrentKind kind, int inputSize, int hiddenSize, Rng rng, int layers, double dropout,
        bool bidirectional, DType dtype) =>
        kind switch
        {
            RecurrentKind.Rnn => new Rnn(inputSize, hiddenSize, rng, layers, batchFirst: true, dropout: dropout,
                bidirectional: bidirectional, dtype: dtype),
            RecurrentKind.Lstm => new Lstm(inputSize, hiddenSize, rng, layers, batchFirst: true, dropout: dropout,
                bidirectional: bidirectional, dtype: dtype),
            _ => new Gru(inputSize, hiddenSize, rng, layers, batchFirst: true, dropout: dropout, bidirectional: bidirectional,
                dtype: dtype),
        };

    private Tensor Logits(Tensor x, Tensor? lengths)
    {
        var states = Reader.Run(x, lengths: lengths).State.Hidden;
        int count = states.Shape[0];
        var last = directions == 1 ? states.Select(0, count - 1) : Tensor.Concatenate([states.Select(0, count - 2), states.Select(0,
            count - 1)], -1);
        return Head.Forward(last);
    }
}
