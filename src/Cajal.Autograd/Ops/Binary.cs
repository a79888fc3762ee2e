namespace Cajal;

/// <summary>Y = F(A, B), number by number, with broadcasting.      the base of Add, Multiply and the like</summary>
/// <typeparam name="TFunction">The function of two numbers.</typeparam>
public abstract record Binary<TFunction> : Op, IPiecewise where TFunction : struct, IBinaryFunction
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

    bool IPiecewise.FitsPieces(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns) =>
        y[0].DType.IsFloat() && Walk.Of(x[0], y[0].Shape, columns) is not null && Walk.Of(x[1], y[0].Shape, columns) is not null;

    PlanPieces IPiecewise.BindPieces(AddressBook book, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns)
    {
        var (a, b) = (Walk.Of(x[0], y[0].Shape, columns)!.Value, Walk.Of(x[1], y[0].Shape, columns)!.Value);
        return y[0].DType == DType.Float32 ? new Pieces<float>(book.Of(x[0]), a, book.Of(x[1]), b, book.Of(y[0]), columns)
            : new Pieces<double>(book.Of(x[0]), a, book.Of(x[1]), b, book.Of(y[0]), columns);
    }

    private sealed unsafe class Pieces<T>(Address a, Walk aWalk, Address b, Walk bWalk, Address y, int columns) : PlanPieces where T : unmanaged
    {
        // Operands that lie alike, or are a single number, are walked in one go.
        private readonly bool even = (aWalk.IsSame(columns) || aWalk == default) && (bWalk.IsSame(columns) || bWalk == default);

        public override bool JoinEnd<TResult>(TResult* results, ref ConvolutionEnd<TResult> end)
        {
            if (typeof(TFunction) != typeof(Add.Function) || end.Residual != 0 || end.Relu || !aWalk.IsSame(columns) || !bWalk.IsSame(columns)) return false;
            TResult* first = a.At<TResult>(), second = b.At<TResult>(), other = first == results ? second : first;
            if (y.At<TResult>() != results || (first != results && second != results) || other == results) return false;
            end.Residual = (nint)((byte*)other - (byte*)results);
            return true;
        }

        public override void Run(in Piece piece)
        {
            if (even)
            {
                var loop = new BinaryLoop<TFunction, T>(default, a.At<T>(), aWalk.Column, b.At<T>(), bWalk.Column, y.At<T>());
                piece.Run<BinaryLoop<TFunction, T>, T>(ref loop);
                return;
            }
            for (int row = piece.RowFrom; row < piece.RowTo; row++)
            {
                var loop = new BinaryLoop<TFunction, T>(default, a.At<T>() + (nint)row * aWalk.Row, aWalk.Column, b.At<T>() + (nint)row * bWalk.Row, bWalk.Column,
                    y.At<T>() + (nint)row * columns);
                if (aWalk.Column is 0 or 1 && bWalk.Column is 0 or 1)
                    Elementwise.Range<BinaryLoop<TFunction, T>, T>(ref loop, piece.ColumnFrom, piece.ColumnTo);
                else loop.Run<Lane<T, T, Register1<T>>>(piece.ColumnFrom, piece.ColumnTo);
            }
        }
    }

    private readonly struct WholeRule<T> : IPairRule<T, T> where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        public T Of(T a, T b) => T.CreateTruncating(default(TFunction).Whole(long.CreateChecked(a), long.CreateChecked(b)));
    }
}
