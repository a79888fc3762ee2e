namespace Cajal;

/// <summary>Y = Σ X over some axes, which stay with size 1.      [a, b, c], axes {1} → [a, 1, c]      dX = dY stretched to X's shape</summary>
/// <param name="Axes">The axes as a bit mask: bit i for axis i.</param>
public sealed record Sum(int Axes) : Op
{
    /// <inheritdoc/>
    public override string Formula => "Y = Σ X over some axes";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Reduction.KeptShape(x[0].Shape, Axes), Reduction.Numeric(this, x[0]));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (x[0].DType)
        {
            case DType.Float32: Reduction.Sum<float>(x[0], Axes, y[0]); break;
            case DType.Float64: Reduction.Sum<double>(x[0], Axes, y[0]); break;
            case DType.Int32: Reduction.Sum<int>(x[0], Axes, y[0]); break;
            default: Reduction.Sum<long>(x[0], Axes, y[0]); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient.Expand(pass.Input(0).Shape);

    internal override Bound Bind(AddressBook book, Tensor[] x, Tensor[] y)
    {
        bool leading = Reduction.IsLeading(x[0].Shape, Axes);
        if (x[0].Device != Device.Cpu || y[0].Count == 0 || !(leading ? x[0].IsContiguous : Reduction.RowsLast(x[0], Axes).IsContiguous)) return base.Bind(book, x, y);
        return x[0].DType switch
        {
            DType.Float32 => new BoundSum<float>(book, x[0], y[0], leading),
            DType.Float64 => new BoundSum<double>(book, x[0], y[0], leading),
            _ => base.Bind(book, x, y),
        };
    }
}

/// <summary>Sums.</summary>
public static class SumOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The sum of all elements: any shape → [].</summary>
        public Tensor Sum() => x.Sum(Reduction.AllAxes(x));

        /// <summary>The sum along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept.</summary>
        public Tensor Sum(int axis, bool keepAxis = false) => x.Sum([axis], keepAxis);

        /// <summary>The sum along several axes.</summary>
        public Tensor Sum(ReadOnlySpan<int> axes, bool keepAxes = false)
        {
            int mask = Reduction.Mask(x.Shape, axes);
            if (mask == 0) return x;
            var sum = Op.Apply(new Sum(mask), x);
            return keepAxes ? sum : sum.Reshape(Reduction.DroppedShape(x.Shape, mask));
        }

        /// <summary>Sums over the axes along which a tensor of the given shape was stretched to this one: the derivative of broadcasting.</summary>
        public Tensor SumTo(Shape shape)
        {
            if (x.Shape == shape) return x;
            int lead = x.Rank - shape.Rank, mask = 0;
            for (int i = 0; i < x.Rank; i++)
                if (i < lead || (shape[i - lead] == 1 && x.Shape[i] != 1)) mask |= 1 << i;
            var sum = mask == 0 ? x : Op.Apply(new Sum(mask), x);
            return sum.Reshape(shape);
        }
    }
}
