namespace Cajal.Networks;

/// <summary>A language model with a memory: a row for each token, a recurrent network that reads them in order, logits of the next token
/// from each of its states.      tokens: [N, T] whole numbers → [N, T, vocabulary]</summary>
/// <remarks>Each window begins with an empty state. Source of the idea: Mikolov and others (2010), Recurrent neural network based language
/// model.</remarks>
public sealed class RecurrentLanguageModel : Layer, ILanguageModel
{
    private readonly Dropout? dropout;

    /// <summary>A model with fresh weights.</summary>
    /// <param name="kind">The recurrent network.</param>
    /// <param name="vocabulary">Different tokens.</param>
    /// <param name="units">Numbers of a token's row and of a state.</param>
    /// <param name="rng">Random numbers; each part takes the next numbered child.</param>
    /// <param name="layers">Recurrent layers on one another.</param>
    /// <param name="dropout">Drop rate between layers and before the logits.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public RecurrentLanguageModel(RecurrentKind kind, int vocabulary, int units, Rng rng, int layers = 1, double dropout = 0,
        DType dtype = DType.Float32)
    {
        Tokens = RegisterModule("tokens", new Embedding(vocabulary, units, rng, dtype: dtype));
        Reader = RegisterModule("reader", SequenceClassifier.MakeReader(kind, units, units, rng, layers, dropout, false, dtype));
        if (dropout > 0) this.dropout = RegisterModule("dropout", new Dropout(dropout, rng));
        Head = RegisterModule("head", new Linear(units, vocabulary, rng, weight: new XavierUniform(), dtype: dtype));
    }

    /// <summary>A row for each token.</summary>
    public Embedding Tokens { get; }

    /// <summary>The recurrent network.</summary>
    public Recurrent Reader { get; }

    /// <summary>Logits.</summary>
    public Linear Head { get; }

    /// <inheritdoc/>
    public int Vocabulary => Tokens.Weight.Shape[0];

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 2 || x.DType.IsFloat()) throw new ShapeException("RecurrentLanguageModel", "tokens [N, T], whole numbers", x.Shape);
        var states = Reader.Forward(Tokens.Forward(x));
        return Head.Forward(dropout is null ? states : dropout.Forward(states));
    }
}
