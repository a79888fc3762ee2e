namespace Cajal.Networks;

/// <summary>Generative adversarial net: a generator G(z), z ~ N(0, I), and a discriminator D(x) that learns to tell its work from true
/// examples.</summary>
/// <remarks>ℓ_D = E ln(1 + e^(−D(x))) + E ln(1 + e^(D(G(z)))) + γ/2 · E‖∇ₓD(x)‖², ℓ_G = E ln(1 + e^(−D(G(z)))). The generator's loss does
/// not saturate: where D is sure, its slope is 1, not 0 (Goodfellow et al. 2014, section 3). The penalty on the discriminator's slope at
/// true examples (R1) makes alternating steps converge where plain ones circle (Mescheder, Geiger, Nowozin 2018). The trainer adds averaged
/// weights of the generator, which take out what circling is left. With classes both nets are told the label in one-hot columns.</remarks>
public sealed class Gan : GenerativeModel
{
    private readonly NoiseSource noise;

    /// <summary>A model of two nets.</summary>
    /// <param name="generator">[N, latent + classes] → [N, D].</param>
    /// <param name="discriminator">[N, D + classes] → [N, 1]; above 0 means true.</param>
    /// <param name="latent">Numbers of z.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="classes">How many classes it is told apart; 0 for none.</param>
    /// <param name="penalty">γ, the weight of the discriminator's squared slope at true examples; 0 for none.</param>
    public Gan(Layer generator, Layer discriminator, int latent, Rng rng, int classes = 0, double penalty = 1)
        : base(classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latent, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(penalty);
        (Latent, Penalty) = (latent, penalty);
        Generator = RegisterModule("generator", generator);
        Discriminator = RegisterModule("discriminator", discriminator);
        noise = RegisterModule("noise", new NoiseSource(rng));
    }

    /// <summary>[N, latent + classes] → [N, D].</summary>
    public Layer Generator { get; }

    /// <summary>[N, D + classes] → [N, 1]; above 0 means true.</summary>
    public Layer Discriminator { get; }

    /// <summary>Numbers of z.</summary>
    public int Latent { get; }

    /// <summary>γ, the weight of the discriminator's squared slope.</summary>
    public double Penalty { get; }

    /// <summary>The discriminator's, then the generator's against it.</summary>
    public override IReadOnlyList<(string Name, Module Moved, Func<Tensor, Tensor?, Tensor> Of)> Losses =>
        [("discriminator", Discriminator, DiscriminatorLoss), ("generator", Generator, GeneratorLoss)];

    /// <summary>z [N, latent] → examples [N, D].</summary>
    public Tensor Generate(Tensor z, Tensor? labels = null) => Generator.Forward(Condition.Append("Gan", z, labels, Classes));

    /// <summary>x [N, D] → log odds of being true, [N, 1].</summary>
    public Tensor Judge(Tensor x, Tensor? labels = null) => Discriminator.Forward(Condition.Append("Gan", x, labels, Classes));

    /// <summary>ℓ_D without its penalty → []: 2·ln 2 = 1.386 where D cannot tell, 0 where it is sure of all.</summary>
    public override Tensor Loss(Tensor x, Tensor? labels = null) => Doubt(Judge(x, labels), x, labels);

    /// <summary>ℓ_D for true examples x [N, D] and as many made ones → []. It has no gradient for the generator.</summary>
    /// <param name="x">True examples.</param>
    /// <param name="labels">Their classes, [N]; null without classes.</param>
    /// <exception cref="InvalidOperationException">There is a penalty and no tape records: it is a gradient itself.</exception>
    public Tensor DiscriminatorLoss(Tensor x, Tensor? labels = null)
    {
        if (Penalty > 0) Tape.Recording?.Watch(x);
        var truth = Judge(x, labels);
        var loss = Doubt(truth, x, labels);
        return Penalty > 0 ? loss + Penalty / 2 * SquaredSlope(truth, x) : loss;
    }

    /// <summary>ℓ_G for as many made examples as x has rows → [].</summary>
    public Tensor GeneratorLoss(Tensor x, Tensor? labels = null) => (-Judge(Generate(Noise(x), labels), labels)).Softplus().Mean();

    /// <inheritdoc/>
    public override Tensor Sample(int count, Rng rng, Tensor? labels = null) =>
        Generate(Tensor.Normal([count, Latent], rng, dtype: TypeOf(Generator)), labels);

    private Tensor Doubt(Tensor truth, Tensor x, Tensor? labels) =>
        (-truth).Softplus().Mean() + Judge(Generate(Noise(x), labels).StopGradient(), labels).Softplus().Mean();

    private Tensor Noise(Tensor x) => noise.Normal([x.Shape[0], Latent], x.DType);

    // (1/N)·Σᵢ ‖∂D(xᵢ)/∂xᵢ‖²; each D(xᵢ) depends on its own row alone, so one backward pass gives all rows.
    private static Tensor SquaredSlope(Tensor truth, Tensor x)
    {
        var tape = Tape.Recording ?? throw new InvalidOperationException("The penalty on the discriminator's slope is a gradient, and no "
            + "tape records. Start a tape, or make the model with penalty: 0.");
        return tape.Gradients(truth.Sum(), differentiable: true)[x].Square().Sum() / Math.Max(1, x.Shape[0]);
    }
}
