namespace Cajal.Networks;

/// <summary>y[n, i…] = x[n, label[n, i…], i…]: the value at each example's class; 0 where the label is ignored.
/// [N, C, …], [N, …] → [N, …]</summary>
/// <param name="Axis">The class axis.</param>
/// <param name="Ignored">The label that counts for nothing; null for none.</param>
internal sealed record ClassPick(int Axis, long? Ignored) : Op
{
    public override Saves Saves => Saves.Inputs;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape.Without(Axis), SameFloat(x[..1]));

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Pick<float>(x, y[0]);
        else Pick<double>(x, y[0]);
    }

    public override void Backward(BackwardPass pass) =>
        pass[0] = Apply(new ClassPlace(Axis, Ignored, pass.Input(0).Shape), pass.OutputGradient, pass.Input(1));

    private void Pick<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged
    {
        using var source = new Dense<T>(x[0]);
        var target = y.Span<T>();
        int classes = x[0].Shape[Axis], inner = Inner(x[0].Shape, Axis);
        var labels = new Labels(x[1], classes, Ignored);
        for (int i = 0; i < target.Length; i++)
            target[i] = labels[i] is >= 0 and int label ? source.Span[((i / inner) * classes + label) * inner + i % inner] : default;
    }

    internal static int Inner(Shape shape, int axis)
    {
        int inner = 1;
        for (int i = axis + 1; i < shape.Rank; i++) inner *= shape[i];
        return Math.Max(1, inner);
    }
}

/// <summary>The transpose of <see cref="ClassPick"/>: each value at its example's class, 0 elsewhere.</summary>
internal sealed record ClassPlace(int Axis, long? Ignored, Shape Whole) : Op
{
    public override Saves Saves => Saves.Inputs;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Whole, x[0].DType);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Place<float>(x, y[0]);
        else Place<double>(x, y[0]);
    }

    public override void Backward(BackwardPass pass) => pass[0] = Apply(new ClassPick(Axis, Ignored), pass.OutputGradient, pass.Input(1));

    private void Place<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged
    {
        using var source = new Dense<T>(x[0]);
        var target = y.Span<T>();
        target.Clear();
        int classes = Whole[Axis], inner = ClassPick.Inner(Whole, Axis);
        var labels = new Labels(x[1], classes, Ignored);
        for (int i = 0; i < source.Span.Length; i++)
            if (labels[i] is >= 0 and int label) target[((i / inner) * classes + label) * inner + i % inner] = source.Span[i];
    }
}

/// <summary>Class labels, each checked when it is read: its number, or −1 when it is ignored.</summary>
internal readonly ref struct Labels
{
    private readonly ReadOnlySpan<long> wide;
    private readonly ReadOnlySpan<int> narrow;
    private readonly int classes;
    private readonly long? ignored;

    public Labels(Tensor labels, int classes, long? ignored)
    {
        if (labels.DType == DType.Int64) wide = labels.Span<long>();
        else narrow = labels.Span<int>();
        (this.classes, this.ignored) = (classes, ignored);
    }

    /// <summary>The labels when they are Int32.</summary>
    public ReadOnlySpan<int> Narrow => narrow;

    /// <summary>The labels when they are Int64.</summary>
    public ReadOnlySpan<long> Wide => wide;

    /// <summary>The same labels, all of them checked now.</summary>
    public Labels Checked()
    {
        for (int i = Math.Max(wide.Length, narrow.Length) - 1; i >= 0; i--) _ = this[i];
        return this;
    }

    /// <exception cref="ArgumentException">A label outside 0..classes−1 that is not the ignored one; it is named with its
    /// place.</exception>
    public int this[int i]
    {
        get
        {
            long label = wide.Length > 0 ? wide[i] : narrow[i];
            if (label == ignored) return -1;
            if ((ulong)label >= (ulong)classes)
                throw new ArgumentException($"Label number {i} is {label}, but there are {classes} classes, " +
                    $"so labels lie in 0..{classes - 1}. Give the network more outputs, or correct the labels.");
            return (int)label;
        }
    }
}
