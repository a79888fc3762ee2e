namespace Cajal;

/// <summary>Y = F(A, B), number by number, with broadcasting.      the base of Add, Multiply and the like</summary>
/// <typeparam name="TFunction">The function of two numbers.</typeparam>
public abstract record Binary<TFunction> : Op where TFunction : struct, IBinaryFunction
{
    /// <inheritdoc/>
    public sealed override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        var dtype = SameDType(x);
        if (dtype == DType.Bool)
            throw new InvalidOperationException(
                $"{Name} computes with numbers; received Bool {x[0].Shape}. Convert with To(DType.Float32), or use &, | and !.");
        return new(Broadcast(x[0].Shape, x[1].Shape), dtype);
    }

    /// <inheritdoc/>
    public sealed override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (x[0].DType)
        {
            case DType.Float32: BroadcastLoop.Floats<TFunction, float>(x[0], x[1], y[0]); break;
            case DType.Float64: BroadcastLoop.Floats<TFunction, double>(x[0], x[1], y[0]); break;
            case DType.Int32: BroadcastLoop.Each<int, int, WholeRule<int>>(x[0], x[1], y[0]); break;
            default: BroadcastLoop.Each<long, long, WholeRule<long>>(x[0], x[1], y[0]); break;
        }
    }

    private readonly struct WholeRule<T> : IPairRule<T, T> where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        public T Of(T a, T b) => T.CreateTruncating(default(TFunction).Whole(long.CreateChecked(a), long.CreateChecked(b)));
    }
}
