using System.Numerics;

namespace Cajal;

/// <summary>Batch norm by the batch's own statistics: y = (x − μ)/√(σ² + ε) · γ + β with mean μ and population variance σ² of each
/// channel over
/// examples and places. Further results: μ and σ².      [N, C, …], γ and β: [C] or nothing → [N, C, …], [C], [C]
///      dX = γr · (dY − mean dY − (x − μ) · r² · mean(dY · (x − μ))) with r = 1/√(σ² + ε);  dγ = Σ dY · (x − μ) · r,  dβ = Σ dY</summary>
/// <remarks>Source: Ioffe, Szegedy (2015). No gradient passes through μ and σ² as results.</remarks>
/// <param name="Epsilon">ε ≥ 0, added to the variance.</param>
public sealed record BatchNormalize(double Epsilon) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y = (x − μ)/√(σ² + ε)·γ + β, μ and σ² of each channel over the batch";

    /// <inheritdoc/>
    public override int OutputCount => 3;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        DType dtype = SameFloat(x);
        if (x[0].Rank < 2) throw new ShapeException(Name, "[N, C, …]", x[0].Shape);
        foreach (var factor in x[1..])
            if (factor.Shape != Shape.Of(x[0].Shape[1])) throw new ShapeException(Name,
                $"one number for each of the {x[0].Shape[1]} channels", factor.Shape);
        return new(output == 0 ? x[0].Shape : [x[0].Shape[1]], dtype);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x, y);
        else Run<double>(x, y);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        if (pass.OutputGradientOf(0) is not { } dy) return;
        var x = pass.Input(0);
        var gamma = pass.InputCount > 1 ? pass.Input(1) : null;
        if (!pass.Differentiable && dy.Device == Device.Cpu)
        {
            var op = new BatchNormalizeBackward(Epsilon, gamma is not null);
            var gradients = gamma is null ? ApplyAll(op, dy, x, pass.Output(1), pass.Output(2))
                : ApplyAll(op, dy, x, pass.Output(1), pass.Output(2), gamma);
            for (int i = 0; i < pass.InputCount; i++) pass[i] = gradients[i];
            return;
        }
        // The statistics are worked out again, because the second derivative passes through them.
        int[] axes = [0, .. Enumerable.Range(2, x.Rank - 2)];
        var d = x - x.Mean(axes, keepAxes: true);
        var r = (d.Square().Mean(axes, keepAxes: true) + Epsilon).Rsqrt();
        var wide = gamma?.Reshape(ChannelAxis.Stretchable(x.Shape));
        var h = wide is null ? dy : dy * wide;
        pass[0] = r * (h - h.Mean(axes, keepAxes: true)) - d * (r * r * r * (h * d).Mean(axes, keepAxes: true));
        if (wide is null) return;
        pass[1] = (dy * (d * r)).Sum(axes);
        if (pass.InputCount > 2) pass[2] = dy.Sum(axes);
    }

    private void Run<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Dense<T> input = new(x[0]), gamma = x.Length > 1 ? new(x[1]) : default, beta = x.Length > 2 ? new(x[2]) : default;
        BatchStatistics.Forward(input.Span, gamma.Span, beta.Span, x[0].Shape[0], GroupNormalize.PlacesOf(x[0].Shape), Epsilon,
            y[0].Span<T>(), y[1].Span<T>(), y[2].Span<T>());
        if (Epsilon == 0 && y[2].Span<T>().IndexOf(T.Zero) is >= 0 and int channel)
            throw new InvalidOperationException($"BatchNorm with an epsilon of 0 cannot normalise channel {channel}: all of its numbers are equal, so their " +
                "variance is 0. Give it an epsilon above 0, for example 1e-5.");
    }
}

/// <summary>The gradients of x, γ and β in one pass      dY, x, μ, σ² and γ or nothing → dX, dγ, dβ</summary>
internal sealed record BatchNormalizeBackward(double Epsilon, bool HasFactors) : Op
{
    public override int OutputCount => HasFactors ? 3 : 1;

    protected override string WhyNoDerivative => "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(output == 0 ? x[1].Shape : x[2].Shape, SameFloat(x));

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x, y);
        else Run<double>(x, y);
    }

    private void Run<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Dense<T> dy = new(x[0]), input = new(x[1]), gamma = HasFactors ? new(x[4]) : default;
        BatchStatistics.Backward(dy.Span, input.Span, x[2].Span<T>(), x[3].Span<T>(), gamma.Span, x[1].Shape[0],
            GroupNormalize.PlacesOf(x[1].Shape), Epsilon,
            y[0].Span<T>(), HasFactors ? y[1].Span<T>() : default, HasFactors ? y[2].Span<T>() : default);
    }
}

/// <summary>Batch norm by the batch's own statistics.</summary>
public static class BatchNormOnTensor
{
    extension(Tensor x)
    {
        /// <summary>(x − μ)/√(σ² + ε) · γ + β with each channel's mean and population variance over examples and places: [N, C,
        /// …].</summary>
        /// <param name="weight">γ: [C]; 1 when left out, and then without bias.</param>
        /// <param name="bias">β: [C]; 0 when left out.</param>
        /// <param name="epsilon">ε ≥ 0.</param>
        /// <returns>The normalised numbers, μ: [C] and σ²: [C]. No gradient passes through the last two.</returns>
        /// <exception cref="ShapeException">Fewer than two numbers in a channel, or factors of another size.</exception>
        public (Tensor Normalized, Tensor Mean, Tensor Variance) BatchNorm(Tensor? weight = null, Tensor? bias = null,
            double epsilon = 1e-5)
        {
            if (x.Rank < 2 || x.Shape[0] * GroupNormalize.PlacesOf(x.Shape) < 2)
                throw new ShapeException("BatchNorm", "[N, C, …] with more than one number in each channel: a norm of one number is always 0", x.Shape);
            if (weight is null && bias is not null) throw new ArgumentException("BatchNorm takes a bias only together with a weight.",
                nameof(bias));
            if (!(epsilon >= 0)) throw new ArgumentException(FormattableString.Invariant($"BatchNorm needs an epsilon of at least 0; received {epsilon}."));
            var op = new BatchNormalize(epsilon);
            var results = weight is null ? Op.ApplyAll(op, x) : bias is null ? Op.ApplyAll(op, x, weight)
                : Op.ApplyAll(op, x, weight, bias);
            return (results[0], results[1], results[2]);
        }
    }
}
