namespace Cajal.Networks;

public sealed partial class Activation
{
    /// <summary>All activations by name.</summary>
    public static Catalog<Activation> Catalog { get; } = new("activation")
    {
        { "identity", _ => Identity },
        { "linear", _ => Identity },
        { "step", _ => Step },
        { "sign", _ => Sign },
        { "sigmoid", _ => Sigmoid },
        { "log-sigmoid", _ => LogSigmoid },
        { "tanh", _ => Tanh },
        { "tanh-shrink", _ => TanhShrink },
        { "relu", _ => Relu },
        { "relu6", _ => Relu6 },
        { "leaky-relu", o => LeakyRelu(o.Number("slope", 0.01)) },
        { "elu", o => Elu(o.Number("alpha", 1)) },
        { "selu", _ => Selu },
        { "gelu", _ => Gelu },
        { "gelu-tanh", _ => GeluTanh },
        { "silu", _ => Silu },
        { "mish", _ => Mish },
        { "softplus", o => Softplus(o.Number("beta", 1)) },
        { "hard-tanh", _ => HardTanh },
        { "hard-sigmoid", _ => HardSigmoid },
        { "hard-swish", _ => HardSwish },
        { "softmax", _ => Softmax },
        { "log-softmax", _ => LogSoftmax },
    };

    /// <summary>The activation a text names, for example <c>relu</c> or <c>leaky-relu(0.2)</c>.</summary>
    /// <exception cref="ArgumentException">No such name; the message says the nearest right one.</exception>
    public static Activation Parse(string text) => Catalog.Parse(text);
}
