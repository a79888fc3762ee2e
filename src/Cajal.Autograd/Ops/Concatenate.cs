namespace Cajal;

/// <summary>Y = the inputs behind one another along an axis      [a, n, c], [a, m, c] → [a, n+m, c]      dXᵢ = its range of dY</summary>
/// <param name="Axis">The axis that grows.</param>
public sealed record Concatenate(int Axis) : Op
{
    /// <inheritdoc/>
    public override string Formula => "Y = the inputs behind one another along an axis";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        int size = 0;
        foreach (var tensor in x)
        {
            if (tensor.Rank != x[0].Rank || tensor.Shape.With(Axis, 0) != x[0].Shape.With(Axis, 0))
                throw new ShapeException(Name, $"the sizes of {x[0].Shape} on all axes but {Axis}", tensor.Shape);
            size += tensor.Shape[Axis];
        }
        return new(x[0].Shape.With(Axis, size), SameDType(x));
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (y[0].DType)
        {
            case DType.Float32: Join<float>(x, y[0]); break;
            case DType.Float64: Join<double>(x, y[0]); break;
            case DType.Int32: Join<int>(x, y[0]); break;
            case DType.Int64: Join<long>(x, y[0]); break;
            default: Join<bool>(x, y[0]); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        for (int i = 0, start = 0; i < pass.InputCount; i++)
        {
            int size = pass.Input(i).Shape[Axis];
            if (pass.Wants(i)) pass[i] = pass.OutputGradient.Slice(Axis, start..(start + size));
            start += size;
        }
    }

    private void Join<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged
    {
        var to = AxisView.Of(y.Shape, Axis);
        var target = y.Span<T>();
        int start = 0;
        foreach (var tensor in x)
        {
            using var source = new Dense<T>(tensor);
            int row = tensor.Shape[Axis] * to.Inner;
            for (int o = 0; o < to.Outer && row > 0; o++)
                source.Span.Slice(o * row, row).CopyTo(target[(o * to.Size * to.Inner + start)..]);
            start += row;
        }
    }
}

/// <summary>Joining tensors.</summary>
public static class ConcatenateOnTensor
{
    extension(Tensor)
    {
        /// <summary>The tensors behind one another along an axis: [a, n], [a, m], axis 1 → [a, n+m].</summary>
        /// <exception cref="ShapeException">Another size than the axis's differs.</exception>
        /// <exception cref="ArgumentException">No tensor at all.</exception>
        public static Tensor Concatenate(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            if (tensors.Length == 0) throw new ArgumentException("Concatenate needs at least one tensor; received none.");
            if (tensors[0].Rank == 0)
                throw new ShapeException("Concatenate", "tensors with at least one axis (Stack joins single numbers)", tensors[0].Shape);
            return tensors.Length == 1 ? tensors[0] : Op.Apply(new Concatenate(tensors[0].Shape.Axis(axis)), tensors);
        }

        /// <summary>Tensors of one shape as the rows of a new axis: n times [a, b], axis 0 → [n, a, b].</summary>
        /// <exception cref="ShapeException">Shapes differ.</exception>
        /// <exception cref="ArgumentException">No tensor at all.</exception>
        public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            if (tensors.Length == 0) throw new ArgumentException("Stack needs at least one tensor; received none.");
            var rows = new Tensor[tensors.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                if (tensors[i].Shape != tensors[0].Shape) throw new ShapeException("Stack", $"tensors of one shape, {tensors[0].Shape}", tensors[i].Shape);
                rows[i] = tensors[i].Unsqueeze(axis);
            }
            return Tensor.Concatenate(rows, axis < 0 ? axis + tensors[0].Rank + 1 : axis);
        }
    }
}
