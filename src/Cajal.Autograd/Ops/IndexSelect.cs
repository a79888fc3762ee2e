namespace Cajal;

/// <summary>y[i, j, :] = x[i, index[j], :] for axis 1      [a, n, c], index [m] → [a, m, c]
///      dX = dY's rows added up at the places they were taken from</summary>
/// <param name="Axis">The axis whose rows are picked.</param>
public sealed record IndexSelect(int Axis) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y[i, j, k] = x[i, index[j], k] for axis 1";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Positions.RequireWhole(this, x[1]);
        if (x[1].Rank != 1) throw new ShapeException(Name, "an index with one axis", x[1].Shape);
        return new(x[0].Shape.With(Axis, x[1].Count), x[0].DType);
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
        pass[0] = pass.OutputGradient.IndexAdd(Axis, pass.Input(1), pass.Input(0).Shape[Axis]);

    private void Take<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged
    {
        using var source = new Dense<T>(x[0]);
        AxisView from = AxisView.Of(x[0].Shape, Axis);
        using var index = new Positions(this, x[1], from.Size);
        ReadOnlySpan<T> values = source.Span;
        Span<T> target = y.Span<T>();
        for (int o = 0, next = 0; o < from.Outer; o++)
            foreach (int row in index.Span)
            {
                values.Slice((o * from.Size + row) * from.Inner, from.Inner).CopyTo(target[next..]);
                next += from.Inner;
            }
    }
}

/// <summary>Picking rows by index.</summary>
public static class IndexSelectOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The rows of <paramref name="axis"/> that the index (Int64 or Int32, one axis) names, in its order, repeats included.</summary>
        /// <exception cref="ArgumentException">An index outside the axis.</exception>
        public Tensor IndexSelect(int axis, Tensor index) => Op.Apply(new IndexSelect(x.Shape.Axis(axis)), x, index);
    }
}
