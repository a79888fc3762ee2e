using Cajal.Networks;

namespace Cajal.DoctorBench.Published;

/// <summary>Layers and losses as the framework of most questions has them: Glorot's first weights, losses that take probabilities and clip them.</summary>
internal static class AsAsked
{
    private const double Least = 1e-7;

    /// <summary>Linear layers, each with the activation named beside its width; an empty name has none.</summary>
    /// <param name="rng">Random numbers.</param>
    /// <param name="inputs">Numbers of an example.</param>
    /// <param name="layers">Units and activation of each layer.</param>
    /// <param name="weight">First weights; Glorot uniform when left out.</param>
    /// <param name="dropout">Drop rate before each layer but the first.</param>
    public static Sequential Chain(Rng rng, int inputs, (int Units, string Activation)[] layers, Initializer? weight = null, double dropout = 0)
    {
        var chain = new List<Layer>();
        foreach (var (units, activation) in layers)
        {
            if (dropout > 0 && chain.Count > 0) chain.Add(new Dropout(dropout, rng));
            chain.Add(new Linear(inputs, units, rng, weight: weight ?? new XavierUniform()));
            if (activation != "") chain.Add(Activation.Parse(activation));
            inputs = units;
        }
        return new Sequential([.. chain]);
    }

    /// <summary>Binary cross-entropy of probabilities, clipped; what is outside [0, 1] is cut off.</summary>
    public static Tensor Binary(Tensor p, Tensor t) => p.Clamp(Least, 1 - Least).BinaryCrossEntropy(t);

    /// <summary>Cross-entropy of probabilities with targets that are 1 at the class; each row is divided by its sum first, then clipped.</summary>
    public static Tensor Categorical(Tensor p, Tensor t) => -(t * (p / p.Sum(-1, keepAxis: true)).Clamp(Least, 1 - Least).Log()).Sum(-1).Mean();

    /// <summary>Adam at the questions' rate.</summary>
    public static Optimizer Adam(IReadOnlyList<Parameter> p, double rate) => new Adam(p, rate);

    /// <summary>Plain gradient descent.</summary>
    public static Optimizer Sgd(IReadOnlyList<Parameter> p, double rate) => new Sgd(p, rate);

    /// <summary>With a momentum of 0.9 after Nesterov.</summary>
    public static Optimizer Nesterov(IReadOnlyList<Parameter> p, double rate) => new NesterovSgd(p, rate);

    /// <summary>RMSprop with an average over ten steps.</summary>
    public static Optimizer RmsProp(IReadOnlyList<Parameter> p, double rate) => new RmsProp(p, rate, alpha: 0.9);
}
