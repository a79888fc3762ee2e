namespace Cajal.Networks;

/// <summary>y = decode(encode(x)), trained so that y ≈ x: what passes the narrow code in the middle is what the inputs have in common.
/// [N, …] → [N, …]</summary>
/// <remarks>Source: Hinton and Salakhutdinov (2006); with noise on the input (denoising) Vincent and others (2008).</remarks>
public sealed class Autoencoder : Layer, ICodeLearner
{
    /// <summary>An autoencoder of two networks.</summary>
    /// <param name="encoder">x → code.</param>
    /// <param name="decoder">code → x.</param>
    public Autoencoder(Layer encoder, Layer decoder)
    {
        Encoder = RegisterModule("encoder", encoder);
        Decoder = RegisterModule("decoder", decoder);
    }

    /// <summary>x → code.</summary>
    public Layer Encoder { get; }

    /// <summary>code → x.</summary>
    public Layer Decoder { get; }

    /// <summary>Two multi-layer perceptrons, the decoder the encoder turned round.
    /// [N, sizes[0]] → [N, sizes[^1]] → [N, sizes[0]]</summary>
    /// <param name="sizes">Inputs, hidden units, code: 784, 128, 16.</param>
    /// <param name="rng">Random numbers; each layer takes the next numbered child.</param>
    /// <param name="activation">Name of the hidden activation.</param>
    /// <param name="output">Name of the activation of the last layer, suited to the inputs: sigmoid for 0 to 1; null for none.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or an unknown activation.</exception>
    public static Autoencoder Build(ReadOnlySpan<int> sizes, Rng rng, string activation = "relu", string? output = "sigmoid")
    {
        int[] back = sizes.ToArray();
        Array.Reverse(back);
        return new Autoencoder(Mlp.Build(sizes, rng, activation), Mlp.Build(back, rng, activation, output: output));
    }

    /// <inheritdoc/>
    public int Views => 1;

    /// <inheritdoc/>
    /// <remarks>From a changed example it is rebuilt as it was, so that the code says what stays.</remarks>
    public Tensor CodeLoss(Tensor x, IReadOnlyList<Tensor> views) => Forward(views[0]).MeanSquaredError(x.Reshape(x.Shape[0], -1));

    /// <summary>The codes of examples.</summary>
    public Tensor Encode(Tensor x) => Encoder.Forward(x);

    /// <summary>Examples from codes.</summary>
    public Tensor Decode(Tensor codes) => Decoder.Forward(codes);

    /// <summary>Mean squared error of the reconstruction: [].</summary>
    /// <param name="x">What is to come out.</param>
    /// <param name="input">What goes in, for example x with noise; null for x itself.</param>
    /// <exception cref="ShapeException">They do not fit.</exception>
    public Tensor Loss(Tensor x, Tensor? input = null) => Forward(input ?? x).MeanSquaredError(x);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Decoder.Forward(Encoder.Forward(x));
}
