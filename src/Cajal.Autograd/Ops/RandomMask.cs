namespace Cajal;

/// <summary>M = 1/keep with probability keep, else 0: which units stay in this step.      [] (a counter) → Target</summary>
/// <remarks>Number i of the mask depends on the key and on counter + i only; <see cref="Advance"/> moves the counter on.</remarks>
/// <param name="Target">Shape of the mask.</param>
/// <param name="Type">Float32 or Float64.</param>
/// <param name="Keep">Probability to stay, in (0, 1].</param>
/// <param name="Key">Key of the random numbers.</param>
public sealed record RandomMask(Shape Target, DType Type, double Keep, ulong Key) : Op, IPiecewise
{
    /// <inheritdoc/>
    public override string Formula => "m = 1/keep with probability keep, else 0";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Target, Type);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        ulong counter = (ulong)Read<long>(x[0])[0];
        if (Type == DType.Float32) DropoutMask.Fill(Key, counter, Keep, Write<float>(y[0]));
        else DropoutMask.Fill(Key, counter, Keep, Write<double>(y[0]));
    }

    bool IPiecewise.FitsPieces(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns) => y[0].Device == Device.Cpu;

    PlanPieces IPiecewise.BindPieces(AddressBook book, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y, int columns) =>
        Type == DType.Float32 ? new Pieces<float>(this, book.Of(x[0]), book.Of(y[0])) : new Pieces<double>(this, book.Of(x[0]), book.Of(y[0]));

    private sealed unsafe class Pieces<T>(RandomMask op, Address counter, Address mask) : PlanPieces where T : unmanaged
    {
        private ulong start;

        public override void Begin() => start = (ulong)*counter.At<long>();

        public override void Run(in Piece piece)
        {
            int columns = piece.ColumnTo - piece.ColumnFrom;
            if (piece.IsWhole) Draw(piece.RowFrom * piece.Columns, (piece.RowTo - piece.RowFrom) * columns);
            else for (int row = piece.RowFrom; row < piece.RowTo; row++) Draw(row * piece.Columns + piece.ColumnFrom, columns);
        }

        private void Draw(int from, int count) => DropoutMask.Draw(op.Key, start + (uint)from, op.Keep, mask.At<T>() + from, count);
    }

    /// <summary>A fresh mask; the counter moves on by its number of elements.</summary>
    public static Tensor Draw(Shape shape, DType dtype, double keep, ulong key, State counter)
    {
        var mask = Apply(new RandomMask(shape, dtype, keep, key), counter);
        UpdateOp.Apply(new Advance(shape.Count), [], [counter]);
        return mask;
    }
}
