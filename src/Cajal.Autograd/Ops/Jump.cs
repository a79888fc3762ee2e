namespace Cajal;

/// <summary>A function that is flat but for its jumps: the derivative is 0 wherever there is one, so nothing could learn through it.</summary>
public interface IJump : IUnaryFunction
{
    /// <summary>One sentence for who takes a gradient through it: what to use instead.</summary>
    string WayOut { get; }

    /// <inheritdoc/>
    L IUnaryFunction.D<L>(L x, L y) => L.Of(0);
}

/// <summary>Y = F(X), number by number, with jumps.      any shape → the same shape      backward stops with a sentence: dX would be 0</summary>
/// <param name="Function">The function.</param>
public sealed record Jump<TFunction>(TFunction Function) : Op where TFunction : struct, IJump
{
    /// <inheritdoc/>
    public override string Name => typeof(TFunction).Name;

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Forward<float>(x[0], y[0]);
        else Forward<double>(x[0], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => throw new InvalidOperationException(
        $"No gradient passes through {Name}: its derivative is 0 everywhere except at the jump, where it has none, " +
        $"so no parameter before it would ever learn. {Function.WayOut}");

    private void Forward<T>(Tensor x, Tensor y) where T : unmanaged
    {
        using var dense = new Dense<T>(x);
        UnaryLoop<TFunction, T>.Run(Function, dense.Span, y.Span<T>());
    }
}
