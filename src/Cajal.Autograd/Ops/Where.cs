namespace Cajal;

/// <summary>Y = A where the mask holds, B elsewhere.      Bool mask, all three broadcast      dA = dY where it holds, dB = dY else</summary>
public sealed record Where : Op
{
    /// <inheritdoc/>
    public override string Formula => "Y = A where the mask holds, B elsewhere";

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
        bool flat = FlatStep(mask) >= 0 && FlatStep(a) >= 0 && FlatStep(b) >= 0;
        int row = flat ? y.Count : y.Shape[-1];
        fixed (bool* mask0 = &x[0].Origin<bool>())
        fixed (T* a0 = &x[1].Origin<T>(), b0 = &x[2].Origin<T>(), y0 = &y.Origin<T>())
        {
            var body = new Body<T>
            {
                Mask = mask0,
                A = a0,
                B = b0,
                Y = y0,
                MaskLayout = mask,
                ALayout = a,
                BLayout = b,
                Flat = flat,
                Length = row,
                Parts = new(y.Count / row, row),
            };
            Workers.For(body.Parts.Chunks, ref body);
        }
    }

    private unsafe struct Body<T> : IChunkBody where T : unmanaged
    {
        public bool* Mask;
        public T* A, B, Y;
        public Layout MaskLayout, ALayout, BLayout;
        public bool Flat;
        public int Length;
        public RowParts Parts;

        public readonly void Run(int chunk)
        {
            var (first, end, from, to) = Parts.Of(chunk);
            int mask = StepOf(MaskLayout), a = StepOf(ALayout), b = StepOf(BLayout);
            for (int r = first; r < end; r++)
                ChooseRow.Run(Mask + RowStart(MaskLayout, r) + (nint)from * mask, mask, A + RowStart(ALayout, r) + (nint)from * a, a,
                    B + RowStart(BLayout, r) + (nint)from * b, b, Y + (nint)r * Length + from, to - from);
        }

        private readonly int StepOf(in Layout layout) => Flat ? FlatStep(layout) : layout.Strides[-1];
    }

    // 1 where the elements lie side by side, 0 where there is only one, −1 otherwise.
    private static int FlatStep(in Layout layout)
    {
        if (layout.IsContiguous) return 1;
        foreach (int stride in layout.Strides.AsSpan())
            if (stride != 0) return -1;
        return 0;
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
