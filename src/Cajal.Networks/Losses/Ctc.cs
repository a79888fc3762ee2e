using System.Numerics;

namespace Cajal.Networks;

/// <summary>lₙ = −ln Σ Πₜ p[t, n, πₜ] over all paths π that read as the target once repetitions are drawn together and blanks left out.
/// [T, N, C], targets [N, S], lengths [N], [N] → [N], and α [N, T, 2S+1] (Float64), which backward needs.</summary>
/// <remarks>The value is a kernel; another device registers its own. The gradient is a kernel on the CPU, and elsewhere (and when it will
/// be differentiated again) the algebra of <see cref="CtcAlgebra"/>.</remarks>
/// <param name="Blank">Class of the blank.</param>
internal sealed record Ctc(int Blank) : Op
{
    public override int OutputCount => 2;

    public override Saves Saves => Saves.Both;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => output == 0 ? new([x[0].Shape[1]], SameFloat(x[..1]))
        : new([x[0].Shape[1], x[0].Shape[0], 2 * x[1].Shape[1] + 1], DType.Float64);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Run<float>(x, y);
        else Run<double>(x, y);
    }

    public override void Backward(BackwardPass pass)
    {
        Tensor g = pass.OutputGradient, logs = pass.Input(0), targets = pass.Input(1), times = pass.Input(2), lengths = pass.Input(3);
        pass[0] = pass.Differentiable || g.Device != Device.Cpu ? CtcAlgebra.Gradient(g, logs, targets, times, lengths, Blank)
            : Apply(new CtcBackward(Blank), g, logs, targets, times, lengths, pass.Output(1));
    }

    private unsafe void Run<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var logs = new Dense<T>(x[0]);
        using var targets = new Dense<long>(x[1]);
        using var times = new Dense<long>(x[2]);
        using var lengths = new Dense<long>(x[3]);
        fixed (long* labels = targets.Span, steps = times.Span, sizes = lengths.Span)
        {
            var batch = new CtcBatch(x[0].Shape[1], x[0].Shape[0], x[0].Shape[2], x[1].Shape[1], Blank, labels, steps, sizes);
            batch.Check();
            CtcRows.Forward(batch, logs.Span, y[1].Span<double>(), y[0].Span<T>());
        }
    }
}

/// <summary>The gradient of <see cref="Ctc"/>.      dl [N], [T, N, C], [N, S], [N], [N], α → [T, N, C]</summary>
internal sealed record CtcBackward(int Blank) : Op
{
    protected override string WhyNoDerivative =>
        "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[1].Shape, x[1].DType);

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Run<float>(x, y[0]);
        else Run<double>(x, y[0]);
    }

    private unsafe void Run<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Dense<T> losses = new(x[0]), logs = new(x[1]);
        using var targets = new Dense<long>(x[2]);
        using var times = new Dense<long>(x[3]);
        using var lengths = new Dense<long>(x[4]);
        fixed (long* labels = targets.Span, steps = times.Span, sizes = lengths.Span)
        {
            var batch = new CtcBatch(x[1].Shape[1], x[1].Shape[0], x[1].Shape[2], x[2].Shape[1], Blank, labels, steps, sizes);
            CtcRows.Backward(batch, losses.Span, logs.Span, x[5].Span<double>(), y.Span<T>());
        }
    }
}

/// <summary>Connectionist temporal classification: labels in order, without saying when.</summary>
public static class CtcOnTensor
{
    extension(Tensor logProbabilities)
    {
        /// <summary>The negative log-likelihood of a sequence of labels under the network's log-probabilities over time (behind
        /// LogSoftmax), summed over all alignments; the mean divides each by its target's length first. An example with no alignment
        /// (too few steps) costs ∞ and gives no gradient.      [T, N, C] or [T, C], targets [N, S] or [S], lengths [N] or [] → []</summary>
        /// <param name="targets">Labels, whole numbers 0..C−1 other than the blank, the rest of a row filled with anything.</param>
        /// <param name="inputLengths">Steps of each example that count.</param>
        /// <param name="targetLengths">Labels of each target that count.</param>
        /// <param name="blank">Class that stands for no label.</param>
        /// <param name="reduction">How the losses of examples become one number.</param>
        /// <param name="zeroInfinity">True counts an example with no alignment as 0.</param>
        /// <exception cref="ShapeException">Targets or lengths do not fit.</exception>
        /// <exception cref="ArgumentException">A label outside 0..C−1 or the blank, or a length above what is there.</exception>
        public Tensor Ctc(Tensor targets, Tensor inputLengths, Tensor targetLengths, int blank = 0,
            LossReduction reduction = LossReduction.Mean, bool zeroInfinity = false)
        {
            const string name = "Ctc";
            var x = logProbabilities;
            bool single = x.Rank == 2;
            if (single)
            {
                if (targets.Rank != 1) throw new ShapeException(name, $"a target [S] for one example {x.Shape}", targets.Shape);
                (x, targets) = (x.Unsqueeze(1), targets.Unsqueeze(0));
                (inputLengths, targetLengths) = (inputLengths.Reshape(-1), targetLengths.Reshape(-1));
            }
            if (x.Rank != 3) throw new ShapeException(name, "log-probabilities [T, N, C] or [T, C]", x.Shape);
            int examples = x.Shape[1], classes = x.Shape[2];
            if (targets.Rank != 2 || targets.Shape[0] != examples)
                throw new ShapeException(name, $"targets [{examples}, S] for log-probabilities {x.Shape}, shorter ones filled up",
                    targets.Shape);
            foreach (var lengths in new[] { inputLengths, targetLengths })
                if (lengths.Rank != 1 || lengths.Count != examples)
                    throw new ShapeException(name, $"one length for each example, [{examples}]", lengths.Shape);
            if ((uint)blank >= (uint)classes) throw new ArgumentException($"The blank is a class in 0..{classes - 1}; received {blank}.");
            var sizes = Whole(name, targetLengths);
            var losses = Op.ApplyAll(new Ctc(blank), x, Whole(name, targets), Whole(name, inputLengths), sizes)[0];
            if (zeroInfinity) losses = Tensor.Where(losses.EqualTo(double.PositiveInfinity), 0, losses);
            if (reduction == LossReduction.Mean) losses /= sizes.Maximum(1).To(x.DType);
            return (single ? losses.Reshape(Shape.Scalar) : losses).By(reduction);
        }
    }

    private static Tensor Whole(string loss, Tensor x) => x.DType switch
    {
        DType.Int64 => x,
        DType.Int32 => x.To(DType.Int64),
        _ => throw new InvalidOperationException(
            $"{loss} needs labels and lengths of Int64 or Int32; received {x.DType} {x.Shape}. Convert with To(DType.Int64)."),
    };
}
