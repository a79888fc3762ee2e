namespace Cajal;

/// <summary>An elementwise function with its derivative in both forms: fast, against lanes, and as tensor algebra that can be differentiated again.
/// A contract test holds the two to each other.</summary>
public interface IDifferentiable : IUnaryFunction
{
    /// <summary>Which values the derivative reads.</summary>
    Saves Saves { get; }

    /// <summary>dy/dx in tensor algebra, where y = F(x).</summary>
    Tensor Derivative(Tensor x, Tensor y);
}

/// <summary>Y = F(X), number by number.      any shape → the same shape      dX = dY · D(X, Y)</summary>
/// <param name="Function">The function with its options.</param>
public sealed record Unary<TFunction>(TFunction Function) : Op, IPiecewise where TFunction : struct, IDifferentiable
{
    /// <inheritdoc/>
    public override string Name => typeof(TFunction).Name;

    /// <inheritdoc/>
    public override Saves Saves => Function.Saves;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Forward<float>(x[0], y[0]);
        else Forward<double>(x[0], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        // A value the derivative does not read is stood in for by one it reads, so that nothing is kept alive for nothing.
        bool readsInput = Function.Saves.HasFlag(Saves.Inputs), readsOutput = Function.Saves.HasFlag(Saves.Outputs);
        Tensor y = readsOutput ? pass.Output() : readsInput ? pass.Input(0) : pass.OutputGradient;
        Tensor x = readsInput ? pass.Input(0) : y;
        // The fast form is a kernel of the CPU; another device has the algebra for free.
        pass[0] = pass.Differentiable || pass.OutputGradient.Device != Device.Cpu
            ? pass.OutputGradient * Function.Derivative(x, y)
            // A value the derivative does not read is not named, so that plans may free it.
            : Apply(new UnaryBackward<TFunction>(Function), pass.OutputGradient, Saves.HasFlag(Saves.Inputs) ? x : y, Saves.HasFlag(Saves.Outputs) ? y : x);
    }

    bool IPiecewise.FitsPieces(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns) => Walk.IsAlike(x[0], y[0].Count);

    PlanPieces IPiecewise.BindPieces(AddressBook book, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns) =>
        x[0].DType == DType.Float32 ? new Pieces<float>(Function, book.Of(x[0]), book.Of(y[0])) : new Pieces<double>(Function, book.Of(x[0]), book.Of(y[0]));

    private sealed unsafe class Pieces<T>(TFunction function, Address x, Address y) : PlanPieces where T : unmanaged
    {
        public override bool JoinEnd<TResult>(TResult* results, ref ConvolutionEnd<TResult> end)
        {
            if (typeof(TFunction) != typeof(Relu) || end.Relu || x.At<TResult>() != results || y.At<TResult>() != results) return false;
            return end.Relu = true;
        }

        public override void Run(in Piece piece)
        {
            var loop = new UnaryLoop<TFunction, T>(function, x.At<T>(), y.At<T>());
            piece.Run<UnaryLoop<TFunction, T>, T>(ref loop);
        }
    }

    private void Forward<T>(Tensor x, Tensor y) where T : unmanaged
    {
        using var dense = new Dense<T>(x);
        UnaryLoop<TFunction, T>.Run(Function, dense.Span, y.Span<T>());
    }
}

/// <summary>dX = dY · D(X, Y) in one pass.</summary>
internal sealed record UnaryBackward<TFunction>(TFunction Function) : Op, IPiecewise where TFunction : struct, IDifferentiable
{
    public override string Name => typeof(TFunction).Name + "Backward";

    protected override string WhyNoDerivative => "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, SameFloat(x));

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Forward<float>(x, y[0]);
        else Forward<double>(x, y[0]);
    }

    bool IPiecewise.FitsPieces(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns)
    {
        foreach (var tensor in x)
            if (!Walk.IsAlike(tensor, y[0].Count)) return false;
        return true;
    }

    PlanPieces IPiecewise.BindPieces(AddressBook book, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns) => x[0].DType == DType.Float32
        ? new Pieces<float>(Function, book.Of(x[0]), book.Of(x[1]), book.Of(x[2]), book.Of(y[0]))
        : new Pieces<double>(Function, book.Of(x[0]), book.Of(x[1]), book.Of(x[2]), book.Of(y[0]));

    private sealed unsafe class Pieces<T>(TFunction function, Address dy, Address x, Address y, Address dx) : PlanPieces where T : unmanaged
    {
        public override void Run(in Piece piece)
        {
            var loop = new UnaryBackwardLoop<TFunction, T>(function, dy.At<T>(), x.At<T>(), y.At<T>(), dx.At<T>());
            piece.Run<UnaryBackwardLoop<TFunction, T>, T>(ref loop);
        }
    }

    private void Forward<T>(ReadOnlySpan<Tensor> x, Tensor dx) where T : unmanaged
    {
        using Dense<T> dy = new(x[0]), input = new(x[1]), output = new(x[2]);
        UnaryBackwardLoop<TFunction, T>.Run(Function, dy.Span, input.Span, output.Span, dx.Span<T>());
    }
}
