namespace Cajal.Networks;

/// <summary>lᵢ = −ln softmax(xᵢ) at the label; 0 where the label is ignored. Second result: ln softmax(x), which backward needs.
/// [N, C], [N] → [N], [N, C]      dX = dl · (softmax(x) − onehot)</summary>
/// <param name="Ignored">The label that counts for nothing; null for none.</param>
internal sealed record SoftmaxCrossEntropy(long? Ignored) : Op
{
    public override int OutputCount => 2;

    public override Saves Saves => Saves.Both;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) =>
        output == 0 ? new(x[1].Shape, x[0].DType) : new(x[0].Shape, SameFloat(x[..1]));

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Rows<float>(x, y);
        else Rows<double>(x, y);
    }

    public override void Backward(BackwardPass pass)
    {
        Tensor labels = pass.Input(1), logs = pass.Output(1), losses = pass.OutputGradientOf(0)!;
        if (!pass.Differentiable && losses is not null && pass.OutputGradientOf(1) is null)
        {
            pass[0] = Apply(new SoftmaxCrossEntropyBackward(Ignored), losses, logs, labels);
            return;
        }
        // ∂l/∂ln p = −1 at the label, then the derivative of ln softmax: dX = g − p·Σ g.
        var g = losses is null ? null : Apply(new ClassPlace(1, Ignored, logs.Shape), -losses, labels);
        if (pass.OutputGradientOf(1) is { } ofLogs) g = g is null ? ofLogs : g + ofLogs;
        if (g is not null) pass[0] = g - logs.Exp() * g.Sum(-1, keepAxis: true);
    }

    private void Rows<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        int classes = x[0].Shape[1];
        using var logits = new Dense<T>(x[0]);
        Span<T> losses = y[0].Span<T>(), logs = y[1].Span<T>();
        var labels = new Labels(x[1], classes, Ignored);
        SoftmaxRows.LogSoftmax(logits.Span, classes, logs);
        for (int i = 0; i < losses.Length; i++) losses[i] = -(labels[i] is >= 0 and int label ? logs[i * classes + label] : T.Zero);
    }
}

/// <summary>dX = dl · (softmax(x) − onehot), from ln softmax(x)      [N], [N, C], [N] → [N, C]</summary>
internal sealed record SoftmaxCrossEntropyBackward(long? Ignored) : Op
{
    protected override string WhyNoDerivative => "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[1].Shape, x[1].DType);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Rows<float>(x, y[0]);
        else Rows<double>(x, y[0]);
    }

    // The order of a composition of single operations: (0 or −dl) − p · (−dl).
    private unsafe void Rows<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        int rows = x[1].Shape[0], classes = x[1].Shape[1];
        using Dense<T> losses = new(x[0]), logs = new(x[1]);
        var labels = new Labels(x[2], classes, Ignored);
        var result = y.Span<T>();
        fixed (T* from = logs.Span, to = result)
        {
            var body = new Powers<T> { From = from, To = to, Count = result.Length };
            Workers.For(body.Chunks, ref body);
        }
        for (int i = 0; i < rows; i++)
        {
            T share = losses.Span[i];
            var row = result.Slice(i * classes, classes);
            if (labels[i] is not (>= 0 and int label))
            {
                row.Clear();
                continue;
            }
            for (int j = 0; j < row.Length; j++) row[j] *= share;
            row[label] -= share;
        }
    }

    private unsafe struct Powers<T> : IChunkBody where T : unmanaged
    {
        public T* From, To;
        public int Count;

        public readonly int Chunks => (Count + Elementwise.Chunk - 1) / Elementwise.Chunk;

        public readonly void Run(int chunk)
        {
            var loop = new UnaryLoop<Exp, T>(default, From, To);
            Elementwise.Range<UnaryLoop<Exp, T>, T>(ref loop, chunk * Elementwise.Chunk, Math.Min(Count, (chunk + 1) * Elementwise.Chunk));
        }
    }
}
