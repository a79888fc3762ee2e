namespace Cajal.Networks;

/// <summary>Codes that know an example again after it was changed: of two views of each example the two are to be nearer to each other than
/// to all others of the batch. y = head(encode(x)); the head is thrown away.      [N, …] → [N, M]</summary>
/// <remarks>Source: Chen, Kornblith, Norouzi, Hinton (2020), A simple framework for contrastive learning of visual
/// representations.</remarks>
public sealed class Contrastive : Layer, ICodeLearner
{
    /// <summary>An encoder that learns by comparison.</summary>
    /// <param name="encoder">x → code.</param>
    /// <param name="head">code → what is compared.</param>
    /// <param name="temperature">τ: small, and the nearest of the others count most.</param>
    public Contrastive(Layer encoder, Layer head, double temperature = 0.2)
    {
        Encoder = RegisterModule("encoder", encoder);
        Head = RegisterModule("head", head);
        Temperature = temperature;
    }

    /// <inheritdoc/>
    public Layer Encoder { get; }

    /// <summary>code → what is compared.</summary>
    public Layer Head { get; }

    /// <summary>τ.</summary>
    public double Temperature { get; }

    /// <inheritdoc/>
    public int Views => 2;

    /// <inheritdoc/>
    public Tensor CodeLoss(Tensor x, IReadOnlyList<Tensor> views) => Forward(views[0]).NtXent(Forward(views[1]), Temperature);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Head.Forward(Encoder.Forward(x));
}
