namespace Cajal.Networks;

/// <summary>y = f(x), number by number (softmax: along the last axis).      any shape → the same shape</summary>
/// <param name="name">Name for people and recipes, for example <c>relu</c>.</param>
/// <param name="function">The function as an operation on tensors.</param>
public sealed partial class Activation(string name, Func<Tensor, Tensor> function) : Layer
{
    /// <summary>Name for people and recipes.</summary>
    public string FunctionName { get; } = name;

    /// <summary>max(0, x)</summary>
    public static Activation Relu => new("relu", x => x.Relu());

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => function(x);
}
