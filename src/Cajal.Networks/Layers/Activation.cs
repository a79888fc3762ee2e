namespace Cajal.Networks;

/// <summary>y = f(x), number by number (softmax: along the last axis).      any shape → the same shape</summary>
/// <param name="name">Name for people and recipes, for example <c>relu</c> or <c>leaky-relu(0.2)</c>.</param>
/// <param name="function">The function as an operation on tensors.</param>
public sealed partial class Activation(string name, Func<Tensor, Tensor> function) : Layer
{
    /// <summary>Name for people and recipes; <see cref="Parse"/> understands those of the house.</summary>
    public string FunctionName { get; } = name;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => function(x);
}
