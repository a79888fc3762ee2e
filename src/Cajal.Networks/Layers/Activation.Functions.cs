namespace Cajal.Networks;

// The functions of the house as layers. Each call makes a layer of its own, because a layer has one place in a network.
public sealed partial class Activation
{
    /// <summary>f(x) = x, for outputs that are numbers.</summary>
    public static Activation Identity => new("identity", x => x);

    /// <summary>1 where x ≥ 0, else 0. Training through it by gradients stops with a sentence.</summary>
    public static Activation Step => new("step", x => x.Step());

    /// <summary>−1, 0 or 1. Training through it by gradients stops with a sentence.</summary>
    public static Activation Sign => new("sign", x => x.Sign());

    /// <summary>1/(1 + e⁻ˣ), in (0, 1)</summary>
    public static Activation Sigmoid => new("sigmoid", x => x.Sigmoid());

    /// <summary>ln σ(x)</summary>
    public static Activation LogSigmoid => new("log-sigmoid", x => x.LogSigmoid());

    /// <summary>tanh x, in (−1, 1)</summary>
    public static Activation Tanh => new("tanh", x => x.Tanh());

    /// <summary>x − tanh x</summary>
    public static Activation TanhShrink => new("tanh-shrink", x => x.TanhShrink());

    /// <summary>max(0, x)</summary>
    public static Activation Relu => new("relu", x => x.Relu());

    /// <summary>min(max(0, x), 6)</summary>
    public static Activation Relu6 => new("relu6", x => x.Relu6());

    /// <summary>x·Φ(x), Φ the normal distribution function</summary>
    public static Activation Gelu => new("gelu", x => x.Gelu());

    /// <summary>GELU by its tanh formula</summary>
    public static Activation GeluTanh => new("gelu-tanh", x => x.GeluTanh());

    /// <summary>x·σ(x)</summary>
    public static Activation Silu => new("silu", x => x.Silu());

    /// <summary>x·tanh(ln(1 + eˣ))</summary>
    public static Activation Mish => new("mish", x => x.Mish());

    /// <summary>λx above 0, λα(eˣ − 1) below, with the constants that keep mean 0 and variance 1</summary>
    public static Activation Selu => new("selu", x => x.Selu());

    /// <summary>min(max(x, −1), 1)</summary>
    public static Activation HardTanh => new("hard-tanh", x => x.HardTanh());

    /// <summary>min(max(x/6 + ½, 0), 1)</summary>
    public static Activation HardSigmoid => new("hard-sigmoid", x => x.HardSigmoid());

    /// <summary>x·min(max(x/6 + ½, 0), 1)</summary>
    public static Activation HardSwish => new("hard-swish", x => x.HardSwish());

    /// <summary>eˣⁱ/Σ eˣ along the last axis: probabilities</summary>
    public static Activation Softmax => new("softmax", x => x.Softmax());

    /// <summary>x − ln Σ eˣ along the last axis</summary>
    public static Activation LogSoftmax => new("log-softmax", x => x.LogSoftmax());

    /// <summary>x above 0, slope·x below and at 0</summary>
    public static Activation LeakyRelu(double slope = 0.01) => new(Named("leaky-relu", slope, 0.01), x => x.LeakyRelu(slope));

    /// <summary>x above 0, α(eˣ − 1) below</summary>
    public static Activation Elu(double alpha = 1) => new(Named("elu", alpha, 1), x => x.Elu(alpha));

    /// <summary>ln(1 + e^(βx))/β</summary>
    public static Activation Softplus(double beta = 1) => new(Named("softplus", beta, 1), x => x.Softplus(beta));

    private static string Named(string name, double option, double usual) =>
        option == usual ? name : FormattableString.Invariant($"{name}({option})");
}
