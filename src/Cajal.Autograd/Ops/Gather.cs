namespace Cajal;

/// <summary>y[i, j, k] = x[i, index[i, j, k], k] for axis 1      [a, n, c], index [a, m, c] → [a, m, c]
///      dX = dY added up at the places it was taken from</summary>
/// <param name="Axis">The axis the index points along.</param>
public sealed record Gather(int Axis) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y[i, j, k] = x[i, index[i, j, k], k] for axis 1";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Positions.RequireWhole(this, x[1]);
        RequireFit(this, x[0].Shape, x[1].Shape, Axis);
        return new(x[1].Shape, x[0].DType);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (y[0].DType)
        {
            case DType.Float32: Take<float>(x, y[0]); break;
            case DType.Float64: Take<double>(x, y[0]); break;
            case DType.Int32: Take<int>(x, y[0]); break;
            case DType.Int64: Take<long>(x, y[0]); break;
            default: Take<bool>(x, y[0]); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) =>
        pass[0] = pass.OutputGradient.ScatterAdd(Axis, pass.Input(1), pass.Input(0).Shape[Axis]);

    internal static void RequireFit(Op op, Shape x, Shape index, int axis)
    {
        bool fits = x.Rank == index.Rank && x.Rank > 0;
        for (int i = 0; fits && i < x.Rank; i++) fits = i == axis || x[i] == index[i];
        if (!fits) throw new ShapeException(op.Name, $"an index with the sizes of {x} on all axes but {axis}", index);
    }

    private void Take<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged
    {
        using var source = new Dense<T>(x[0]);
        AxisView from = AxisView.Of(x[0].Shape, Axis), to = AxisView.Of(y.Shape, Axis);
        using var index = new Positions(this, x[1], from.Size);
        ReadOnlySpan<T> values = source.Span;
        ReadOnlySpan<int> at = index.Span;
        Span<T> target = y.Span<T>();
        for (int o = 0, next = 0; o < to.Outer; o++)
            for (int j = 0; j < to.Size; j++)
                for (int i = 0; i < to.Inner; i++, next++)
                    target[next] = values[(o * from.Size + at[next]) * from.Inner + i];
    }
}

/// <summary>Picking elements by index.</summary>
public static class GatherOnTensor
{
    extension(Tensor x)
    {
        /// <summary>One element of <paramref name="axis"/> for each index: y[i, j] = x[i, index[i, j]] for axis 1. The index (Int64 or Int32)
        /// has x's rank; on other axes it may be shorter than x, and only that part of x is looked at.</summary>
        /// <exception cref="ArgumentException">An index outside the axis.</exception>
        public Tensor Gather(int axis, Tensor index)
        {
            int at = x.Rank == 0 ? throw new ShapeException("Gather", "a tensor with at least one axis", x.Shape) : x.Shape.Axis(axis);
            for (int i = 0; i < x.Rank && x.Rank == index.Rank; i++)
                if (i != at && index.Shape[i] < x.Shape[i]) x = x.Slice(i, ..index.Shape[i]);
            return Op.Apply(new Gather(at), x, index);
        }
    }
}
