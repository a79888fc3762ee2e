namespace Cajal.Networks;

/// <summary>A model that makes new examples of the kind it was trained on: <see cref="Vae"/>, <see cref="Gan"/>,
/// <see cref="Diffusion"/>.</summary>
public abstract class GenerativeModel : Module
{
    /// <summary>A model for so many classes.</summary>
    /// <param name="classes">How many classes it is told apart; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">1, or below 0.</exception>
    protected GenerativeModel(int classes) => Classes = classes is 0 or >= 2 ? classes
        : throw new ArgumentOutOfRangeException(nameof(classes),
            $"A generative model has 0 classes (then it takes no labels) or at least 2; received {classes}.");

    /// <summary>How many classes it is told apart; 0 for none.</summary>
    public int Classes { get; }

    /// <summary>The losses that a step of training makes smaller, each by moving its own net, in this order: one, or a GAN's two.</summary>
    public virtual IReadOnlyList<(string Name, Module Moved, Func<Tensor, Tensor?, Tensor> Of)> Losses => [("loss", this, Loss)];

    /// <summary>The loss of examples x [N, D] by which a model is judged, the mean over them: [].</summary>
    /// <param name="x">Examples, one in each row.</param>
    /// <param name="labels">The class of each, [N]; null without classes.</param>
    public abstract Tensor Loss(Tensor x, Tensor? labels = null);

    /// <summary>New examples, one in each row: [count, D].</summary>
    /// <param name="count">How many.</param>
    /// <param name="rng">Random numbers.</param>
    /// <param name="labels">The class of each, [count]; null without classes.</param>
    /// <exception cref="ArgumentException">Labels are missing, or there are some and the model has no classes.</exception>
    public abstract Tensor Sample(int count, Rng rng, Tensor? labels = null);

    /// <summary>Element type of what a net computes; Float32 for one without parameters.</summary>
    private protected static DType TypeOf(Module net) => net.Parameters is [var first, ..] ? first.DType : DType.Float32;
}
