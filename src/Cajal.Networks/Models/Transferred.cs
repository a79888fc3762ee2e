namespace Cajal.Networks;

/// <summary>What another network has learned, with a linear layer of its own on top: y = W·(features(x) − m)/s + b, m and s means and
/// deviations of the features over examples.      [N, …] → [N, outputs]</summary>
/// <remarks>Source: Yosinski, Clune, Bengio, Lipson (2014), How transferable are features in deep neural networks?</remarks>
public sealed class Transferred : Layer
{
    // Of features that hardly ever move, small changes are no signal.
    private const double LeastDeviation = 0.05;

    private readonly State mean, scale;
    private readonly Linear linear;

    /// <summary>Features of a network with a fresh linear layer.</summary>
    /// <param name="features">x → [N, F]; see <see cref="FeaturesOf"/>.</param>
    /// <param name="width">F.</param>
    /// <param name="outputs">Numbers of y.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    public Transferred(Layer features, int width, int outputs, Rng rng)
    {
        Features = RegisterModule("features", features);
        mean = Register("mean", new State(Tensor.Zeros([width])));
        scale = Register("scale", new State(Tensor.Ones([width])));
        linear = RegisterModule("linear", new Linear(width, outputs, rng));
    }

    /// <summary>x → [N, F].</summary>
    public Layer Features { get; }

    /// <summary>F.</summary>
    public int Width => mean.Count;

    /// <summary>What is new in it.</summary>
    public Module Head => linear;

    /// <summary>All of a network but its last linear layers and what follows them; of codes, their encoder.</summary>
    /// <param name="network">What has learned.</param>
    /// <param name="cut">How many linear layers are left out: the first layers of a network know more of pictures, the last more of its
    /// classes.</param>
    /// <exception cref="ArgumentException">The network does not end in so many linear layers.</exception>
    public static Layer FeaturesOf(Layer network, int cut = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cut, 1);
        Layer? features = network;
        for (int left = cut; left > 0 && features is not null; left--) features = WithoutLast(features);
        return features ?? throw new ArgumentException($"A {network.GetType().Name} does not end in {(cut == 1 ? "a linear layer" : $"{cut} linear layers")}, "
            + "so there are no features before to go on from.");
    }

    // Null where no linear layer is left at the end, or nothing before it.
    private static Layer? WithoutLast(Layer network) => network switch
    {
        Representation codes => codes.Learner.Encoder,
        Transferred transfer => transfer.Features,
        Sequential { Count: > 1 } layers => LastOf(layers) switch
        {
            > 0 and var last when layers[last] is Linear => new Sequential([.. layers.Take(last)]),
            >= 0 and var last when layers[last] is not Linear && WithoutLast(layers[last]) is { } rest => new Sequential([.. layers.Take(last), rest]),
            _ => null,
        },
        _ => null,
    };

    /// <summary>How many linear layers are usually left out: of a network that begins with other layers (convolutions) all at its end, which
    /// know most of the old classes; else the last.</summary>
    public static int UsualCut(Layer network)
    {
        Layer[] leaves = [.. Leaves(network)];
        int linear = 0, at = leaves.Length - 1;
        for (; at >= 0 && (leaves[at] is Linear || leaves[at].Parameters.Count == 0); at--) linear += leaves[at] is Linear ? 1 : 0;
        return at >= 0 && linear > 0 ? linear : 1;
    }

    private static IEnumerable<Layer> Leaves(Layer network) => network is Sequential layers ? layers.SelectMany(Leaves) : [network];

    /// <summary>Takes means and deviations of the features over some examples.</summary>
    /// <param name="features">[M, F]</param>
    public void Standardize(Tensor features)
    {
        var middle = features.Mean(0);
        mean.Assign(middle);
        scale.Assign(1 / ((features - middle).Square().Mean(0).Sqrt() + LeastDeviation));
    }

    /// <summary>The linear layer's answers to features [N, F].</summary>
    public Tensor Answer(Tensor features) => linear.Forward((features - mean) * scale);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Answer(Features.Forward(x));

    // Activations without parameters may follow the last layer.
    private static int LastOf(Sequential layers)
    {
        int last = layers.Count - 1;
        while (last > 0 && layers[last] is not (Linear or Sequential or Representation or Transferred) && layers[last].Parameters.Count == 0) last--;
        return last;
    }
}
