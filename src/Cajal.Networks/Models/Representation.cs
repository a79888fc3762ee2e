namespace Cajal.Networks;

/// <summary>Codes that are learned without labels, and a linear layer on them (a probe) that tells what they hold:
/// y = W·norm(encode(x)) + b.      [N, …] → [N, outputs]</summary>
/// <remarks>The probe learns beside the codes and moves only itself: no gradient of its loss reaches the encoder. Codes are standardised
/// for it by their running mean and variance. Source: Alain and Bengio (2016), Understanding intermediate layers using linear classifier
/// probes.</remarks>
public sealed class Representation : Layer
{
    /// <summary>A learner of codes with a probe.</summary>
    /// <param name="kind">What it is called in tables.</param>
    /// <param name="learner">Learns the codes; a layer.</param>
    /// <param name="codes">Numbers of a code.</param>
    /// <param name="outputs">Numbers the probe answers with.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <exception cref="ArgumentException">The learner is no layer.</exception>
    public Representation(string kind, ICodeLearner learner, int codes, int outputs, Rng rng)
    {
        (Kind, Learner) = (kind, learner);
        Learned = RegisterModule("learner", learner as Layer ?? throw new ArgumentException("A learner of codes is a layer.", nameof(learner)));
        Probe = RegisterModule("probe", new LinearProbe(codes, outputs, rng));
    }

    /// <summary>What it is called in tables.</summary>
    public string Kind { get; }

    /// <summary>Learns the codes.</summary>
    public ICodeLearner Learner { get; }

    /// <summary>The same as a layer.</summary>
    public Layer Learned { get; }

    /// <summary>codes [N, C] → [N, outputs].</summary>
    public LinearProbe Probe { get; }

    /// <summary>The probe's answers, whose loss moves nothing but the probe: [N, …] → [N, outputs].</summary>
    public Tensor Answer(Tensor x) => Probe.Forward(Learner.Encoder.Forward(x).StopGradient());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Probe.Forward(Learner.Encoder.Forward(x));
}

/// <summary>y = W·(x − mean)/√(variance + ε) + b, mean and variance those of batches seen so far.      [N, C] → [N, outputs]</summary>
public sealed class LinearProbe : Layer
{
    // Of codes that hardly ever move, small changes are no signal.
    private const double Epsilon = 1e-3;

    private readonly BatchNorm1d scale;
    private readonly Linear linear;

    /// <summary>A probe with fresh weights.</summary>
    /// <param name="features">C.</param>
    /// <param name="outputs">Numbers of y.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    public LinearProbe(int features, int outputs, Rng rng)
    {
        scale = RegisterModule("scale", new BatchNorm1d(features, Epsilon, affine: false));
        linear = RegisterModule("linear", new Linear(features, outputs, rng));
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => linear.Forward(scale.Forward(x));
}
