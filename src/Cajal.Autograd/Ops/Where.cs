namespace Cajal;

/// <summary>Y = A where the mask holds, B elsewhere.      Bool mask, all three broadcast      dA = dY where it holds, dB = dY else</summary>
public sealed record Where : Op
{
    internal static readonly Where Instance = new();

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        if (x[0].DType != DType.Bool)
            throw new InvalidOperationException(
                $"Where needs a Bool mask; received {x[0].DType} {x[0].Shape}. Compare it with something first, for example mask > 0.");
        return new(Broadcast(x[0].Shape, Broadcast(x[1].Shape, x[2].Shape)), SameDType(x[1..]));
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        switch (y[0].DType)
        {
            case DType.Float32: Choose<float>(x, y[0]); break;
            case DType.Float64: Choose<double>(x, y[0]); break;
            case DType.Int32: Choose<int>(x, y[0]); break;
            case DType.Int64: Choose<long>(x, y[0]); break;
            default: Choose<bool>(x, y[0]); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor mask = pass.Input(0), dy = pass.OutputGradient;
        if (pass.Wants(1)) pass[1] = Tensor.Where(mask, dy, 0).SumTo(pass.Input(1).Shape);
        if (pass.Wants(2)) pass[2] = Tensor.Where(mask, 0, dy).SumTo(pass.Input(2).Shape);
    }

    private static unsafe void Choose<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged
    {
        if (y.Count == 0) return;
        Layout mask = x[0].Layout.Expand(y.Shape), a = x[1].Layout.Expand(y.Shape), b = x[2].Layout.Expand(y.Shape);
        bool flat = y.Rank == 0 || (mask.IsContiguous && a.IsContiguous && b.IsContiguous);
        int row = flat ? y.Count : y.Shape[-1];
        int maskStep = flat ? 1 : mask.Strides[-1], aStep = flat ? 1 : a.Strides[-1], bStep = flat ? 1 : b.Strides[-1];
        fixed (bool* mask0 = &x[0].Origin<bool>())
        fixed (T* a0 = &x[1].Origin<T>(), b0 = &x[2].Origin<T>(), y0 = &y.Origin<T>())
        {
            for (int r = 0; r < y.Count / row; r++)
            {
                bool* m = mask0 + RowStart(mask, r);
                T* p = a0 + RowStart(a, r), q = b0 + RowStart(b, r), target = y0 + (nint)r * row;
                for (nint i = 0; i < row; i++) target[i] = m[i * maskStep] ? p[i * aStep] : q[i * bStep];
            }
        }
    }

    private static nint RowStart(in Layout layout, int row)
    {
        nint start = 0;
        for (int axis = layout.Shape.Rank - 2; axis >= 0 && row > 0; axis--)
        {
            row = Math.DivRem(row, layout.Shape[axis], out int index);
            start += (nint)index * layout.Strides[axis];
        }
        return start;
    }
}

/// <summary>Choices number by number.</summary>
public static class WhereOnTensor
{
    extension(Tensor)
    {
        /// <summary>a where the Bool mask holds, b elsewhere; all three broadcast.</summary>
        public static Tensor Where(Tensor mask, Tensor a, Tensor b) => Op.Apply(Cajal.Where.Instance, mask, a, b);

        /// <summary>a where the Bool mask holds, the number b elsewhere, which takes a's element type.</summary>
        public static Tensor Where(Tensor mask, Tensor a, double b) => Tensor.Where(mask, a, ScalarOperand.Of(b, a));

        /// <summary>The number a where the Bool mask holds, b elsewhere; a takes b's element type.</summary>
        public static Tensor Where(Tensor mask, double a, Tensor b) => Tensor.Where(mask, ScalarOperand.Of(a, b), b);
    }
}
