namespace Cajal.Networks;

/// <summary>A loss by name, for recipes: (output, target) → []. In code the extension methods say it shorter:
/// <c>output.CrossEntropy(labels)</c>.</summary>
/// <param name="name">Name in recipes, for example <c>cross-entropy</c>.</param>
/// <param name="target">What the target holds.</param>
/// <param name="function">The loss of a batch, from output and target.</param>
public sealed class Loss(string name, LossTarget target, Func<Tensor, Tensor, Tensor> function)
{
    /// <summary>All losses by name. Those of a distribution with more than one output (Gaussian) are for code only.</summary>
    public static Catalog<Loss> Catalog { get; } = new("loss")
    {
        { "half-squared", _ => new("half-squared", LossTarget.Numbers, (a, y) => a.HalfSquaredError(y)) },
        { "mse", _ => new("mse", LossTarget.Numbers, (a, y) => a.MeanSquaredError(y)) },
        { "mae", _ => new("mae", LossTarget.Numbers, (a, y) => a.MeanAbsoluteError(y)) },
        { "huber", o => Of("huber", LossTarget.Numbers, o.Number("delta", 1), (a, y, delta) => a.Huber(y, delta)) },
        { "smooth-l1", o => Of("smooth-l1", LossTarget.Numbers, o.Number("beta", 1), (a, y, beta) => a.SmoothL1(y, beta)) },
        { "bce", _ => new("bce", LossTarget.ZeroOne, (a, y) => a.BinaryCrossEntropy(y)) },
        { "bce-logits", _ => new("bce-logits", LossTarget.ZeroOne, (a, y) => a.BinaryCrossEntropyWithLogits(y)) },
        {
            "cross-entropy", o => Of("cross-entropy", LossTarget.Labels, o.Number("smoothing", 0),
                (a, y, smoothing) => a.CrossEntropy(y, labelSmoothing: smoothing))
        },
        { "nll", _ => new("nll", LossTarget.Labels, (a, y) => a.NegativeLogLikelihood(y)) },
        { "hinge", _ => new("hinge", LossTarget.PlusMinusOne, (a, y) => a.Hinge(y)) },
        { "squared-hinge", _ => new("squared-hinge", LossTarget.PlusMinusOne, (a, y) => a.SquaredHinge(y)) },
        {
            "hinge-embedding", o => Of("hinge-embedding", LossTarget.PlusMinusOne, o.Number("margin", 1),
                (a, y, margin) => a.HingeEmbedding(y, margin))
        },
        { "multi-margin", o => Of("multi-margin", LossTarget.Labels, o.Number("margin", 1), (a, y, m) => a.MultiMargin(y, margin: m)) },
        { "poisson", _ => new("poisson", LossTarget.Numbers, (a, y) => a.PoissonNegativeLogLikelihood(y)) },
        { "kl", _ => new("kl", LossTarget.Probabilities, (a, y) => a.KullbackLeibler(y)) },
    };

    /// <summary>Name in recipes.</summary>
    public string Name { get; } = name;

    /// <summary>What the target holds.</summary>
    public LossTarget Target { get; } = target;

    /// <summary>The loss a text names, for example <c>mse</c> or <c>huber(0.5)</c>.</summary>
    /// <exception cref="ArgumentException">No such name; the message says the nearest right one.</exception>
    public static Loss Parse(string text) => Catalog.Parse(text);

    /// <summary>The loss of a batch: [].</summary>
    public Tensor Of(Tensor output, Tensor target) => function(output, target);

    // Tried once on one example, so that an option out of range is told when it is read.
    private static Loss Of(string name, LossTarget target, double option, Func<Tensor, Tensor, double, Tensor> function)
    {
        using var pause = Tape.Pause();
        _ = function(Tensor.Zeros([1, 1]), target == LossTarget.Labels ? Tensor.Zeros([1], DType.Int64) : Tensor.Zeros([1, 1]), option);
        return new(name, target, (a, y) => function(a, y, option));
    }
}
