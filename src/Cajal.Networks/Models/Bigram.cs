namespace Cajal.Networks;

/// <summary>The simplest language model: logits of the next token are the row of a table at the present one.      tokens: [N, T] → [N, T,
/// V]</summary>
public sealed class Bigram : Layer, ILanguageModel
{
    /// <summary>A model for so many tokens; all rows begin at 0, every token equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one token.</exception>
    public Bigram(int vocabulary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, 1);
        Table = Register("table", new Parameter(Tensor.Zeros([vocabulary, vocabulary])));
    }

    /// <summary>Logits, [V, V]: from the row's token to the column's.</summary>
    public Parameter Table { get; }

    /// <inheritdoc/>
    public int Vocabulary => Table.Shape[0];

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 2 || x.DType.IsFloat()) throw new ShapeException("Bigram", "tokens [N, T], whole numbers", x.Shape);
        return Table.IndexSelect(0, x.Reshape(-1)).Reshape(x.Shape[0], x.Shape[1], Table.Shape[0]);
    }
}
