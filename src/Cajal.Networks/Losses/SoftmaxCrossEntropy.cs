namespace Cajal.Networks;

/// <summary>lᵢ = −ln softmax(xᵢ) at the label; 0 where the label is ignored. Second result: ln softmax(x), which backward needs.
/// [N, C], [N] → [N], [N, C]      dX = dl · (softmax(x) − onehot)</summary>
/// <param name="Ignored">The label that counts for nothing; null for none.</param>
internal sealed record SoftmaxCrossEntropy(long? Ignored) : Op
{
    public override string Formula => "L = ln Σ eᶻ − z[t] of each example";

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

    private unsafe void Rows<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        int classes = x[0].Shape[1];
        using var logits = new Dense<T>(x[0]);
        var labels = new Labels(x[1], classes, Ignored).Checked();
        fixed (int* narrow = labels.Narrow)
        fixed (long* wide = labels.Wide)
            CrossEntropyRows.Forward(logits.Span, classes, new RowLabels(narrow, wide, Ignored), y[1].Span<T>(), y[0].Span<T>());
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

    private unsafe void Rows<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using Dense<T> losses = new(x[0]), logs = new(x[1]);
        int classes = x[1].Shape[1];
        var labels = new Labels(x[2], classes, Ignored).Checked();
        fixed (int* narrow = labels.Narrow)
        fixed (long* wide = labels.Wide)
            CrossEntropyRows.Backward(logs.Span, classes, new RowLabels(narrow, wide, Ignored), losses.Span, y.Span<T>());
    }
}
