namespace Cajal.Networks;

/// <summary>What the decoder of a <see cref="Vae"/> says about a number x.</summary>
public enum VaeOutput
{
    /// <summary>x ~ N(decoder, s²), with one spread s that is learned: for points and measurements.</summary>
    Gaussian,

    /// <summary>x ~ Bernoulli(σ(decoder)), for brightness from 0 to 1.</summary>
    Bernoulli,
}

/// <summary>Variational autoencoder: z = μ(x) + σ(x)·ε, ε ~ N(0, I); loss = −log p(x|z) + β·KL(N(μ, σ²) ‖ N(0, I)), summed over an
/// example's numbers.</summary>
/// <remarks>The random draw is moved outside (ε is an input), so that the gradient passes through μ and σ. Samples are decoded from
/// z ~ N(0, I). With classes both nets are told the label: one-hot columns are appended to x and to z. Sources: Kingma and Welling (2014);
/// the learned spread of a Gaussian output: Rybkin, Daniilidis, Levine (2021).</remarks>
public sealed class Vae : GenerativeModel
{
    private readonly Layer encoder, decoder;
    private readonly NoiseSource noise;
    private readonly Parameter? outputLogVariance;

    /// <summary>A model of two nets.</summary>
    /// <param name="encoder">[N, D + classes] → [N, 2·latent]: μ and log σ² side by side.</param>
    /// <param name="decoder">[N, latent + classes] → [N, D].</param>
    /// <param name="latent">Numbers of z.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="output">What the decoder's numbers mean.</param>
    /// <param name="classes">How many classes it is told apart; 0 for none.</param>
    /// <param name="beta">β, the weight of the divergence; 1 makes the loss a bound of −log p(x).</param>
    public Vae(Layer encoder, Layer decoder, int latent, Rng rng, VaeOutput output = VaeOutput.Gaussian, int classes = 0, double beta = 1)
        : base(classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latent, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        (Latent, Output, Beta) = (latent, output, beta);
        this.encoder = RegisterModule("encoder", encoder);
        this.decoder = RegisterModule("decoder", decoder);
        noise = RegisterModule("noise", new NoiseSource(rng));
        if (output == VaeOutput.Gaussian)
            outputLogVariance = Register("outputLogVariance", new Parameter(Tensor.Scalar(Math.Log(0.01), TypeOf(decoder))));
    }

    /// <summary>Numbers of z.</summary>
    public int Latent { get; }

    /// <summary>What the decoder's numbers mean.</summary>
    public VaeOutput Output { get; }

    /// <summary>Weight of the divergence.</summary>
    public double Beta { get; }

    /// <summary>x [N, D] → μ and log σ² of its code, [N, latent] each.</summary>
    public (Tensor Mean, Tensor LogVariance) Encode(Tensor x, Tensor? labels = null)
    {
        var code = encoder.Forward(Condition.Append("Vae", x, labels, Classes));
        if (code.Rank != 2 || code.Shape[1] != 2 * Latent)
            throw new ShapeException("Vae", $"an encoder that gives [N, {2 * Latent}], {Latent} means and log variances", code.Shape);
        return (code.Slice(1, ..Latent), code.Slice(1, Latent..));
    }

    /// <summary>Codes z [N, latent] → the middle of what they stand for, [N, D]; for a Bernoulli output probabilities.</summary>
    public Tensor Decode(Tensor z, Tensor? labels = null) => Output == VaeOutput.Bernoulli ? Raw(z, labels).Sigmoid() : Raw(z, labels);

    /// <summary>The mean over examples of −log p(x|z) + β·KL, z drawn anew in each step: x [N, D] → [].</summary>
    public override Tensor Loss(Tensor x, Tensor? labels = null) => Loss(x, noise.Normal([x.Shape[0], Latent], x.DType), labels);

    /// <summary>The same for a given ε [N, latent].</summary>
    public Tensor Loss(Tensor x, Tensor epsilon, Tensor? labels)
    {
        var (mean, logVariance) = Encode(x, labels);
        var output = Raw(mean + (logVariance * 0.5).Exp() * epsilon, labels);
        var misfit = outputLogVariance is null ? output.BinaryCrossEntropyWithLogits(x, reduction: LossReduction.BatchMean)
            : 0.5 * ((x - output).Square() * (-outputLogVariance).Exp() + outputLogVariance + Math.Log(Math.Tau))
                .By(LossReduction.BatchMean);
        return misfit + Beta * Divergence(mean, logVariance).Mean();
    }

    /// <summary>KL(N(μ, σ²) ‖ N(0, I)) = ½·Σ (μ² + σ² − log σ² − 1): [N, latent] → [N].</summary>
    public static Tensor Divergence(Tensor mean, Tensor logVariance) => (mean.Square() + logVariance.Exp() - logVariance - 1).Sum(1) * 0.5;

    /// <inheritdoc/>
    /// <remarks>Decoded from z ~ N(0, I). A Gaussian output gets its spread (points have noise of their own); of a Bernoulli output the
    /// probabilities are given, since drawn pixels would be speckled.</remarks>
    public override Tensor Sample(int count, Rng rng, Tensor? labels = null)
    {
        var x = Decode(Tensor.Normal([count, Latent], rng, dtype: TypeOf(decoder)), labels);
        return outputLogVariance is null ? x : x + (outputLogVariance * 0.5).Exp() * Tensor.Normal(x.Shape, rng, dtype: x.DType);
    }

    private Tensor Raw(Tensor z, Tensor? labels) => decoder.Forward(Condition.Append("Vae", z, labels, Classes));
}
