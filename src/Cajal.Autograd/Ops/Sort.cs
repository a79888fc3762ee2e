using System.Numerics;

namespace Cajal;

/// <summary>Each row in order, and where each element came from.      [a, n] → values [a, n], positions [a, n] (Int64)
///      dX = dY back at those positions</summary>
/// <remarks>Equal elements keep their order. NaN counts as larger than every number.</remarks>
/// <param name="Descending">True for the largest first.</param>
public sealed record Sort(bool Descending) : Op
{
    /// <inheritdoc/>
    public override string Formula => "Y = each row in order, and where each number came from";

    /// <inheritdoc/>
    public override int OutputCount => 2;

    /// <inheritdoc/>
    public override Saves Saves => Saves.Outputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) =>
        new(x[0].Shape, output == 0 ? Reduction.Numeric(this, x[0]) : DType.Int64);

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (x[0].DType)
        {
            case DType.Float32: Order<float>(x[0], y); break;
            case DType.Float64: Order<double>(x[0], y); break;
            case DType.Int32: Order<int>(x[0], y); break;
            default: Order<long>(x[0], y); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) =>
        pass[0] = pass.OutputGradient.ScatterAdd(-1, pass.Output(1), pass.Input(0).Shape[-1]);

    private void Order<T>(Tensor x, ReadOnlySpan<Tensor> y) where T : unmanaged, INumber<T>
    {
        using var dense = new Dense<T>(x);
        Span<T> values = y[0].Span<T>();
        Span<long> positions = y[1].Span<long>();
        int length = x.Shape[-1];
        dense.Span.CopyTo(values);
        for (int start = 0; start < values.Length; start += length)
        {
            var at = positions.Slice(start, length);
            for (int i = 0; i < length; i++) at[i] = i;
            MergeSort.Sort(values.Slice(start, length), at, Descending);
        }
    }
}

/// <summary>Order.</summary>
public static class SortOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The elements in order along an axis, and the position (Int64) each came from: [a, n] → [a, n], [a, n]. Equal elements keep
        /// their order; NaN counts as the largest.</summary>
        public (Tensor Values, Tensor Positions) Sort(int axis = -1, bool descending = false)
        {
            int at = x.Shape.Axis(axis), last = x.Rank - 1;
            var y = Op.ApplyAll(new Sort(descending), at == last ? x : x.Transpose(at, last));
            return at == last ? (y[0], y[1]) : (y[0].Transpose(at, last), y[1].Transpose(at, last));
        }
    }
}
