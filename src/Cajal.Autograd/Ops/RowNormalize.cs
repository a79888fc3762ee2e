using System.Numerics;

namespace Cajal;

/// <summary>y = (x − μ)/√(σ² + ε) · γ + β with μ and the population variance σ² of each row; which numbers form a row is the heir's to say.
/// Further results: μ and r = 1/√(σ² + ε) of each row, which backward needs.      x, γ and β or γ or nothing → y, [rows], [rows]
///      dX = r · (h − mean h) − (x − μ) · r³ · mean(h · (x − μ)) with h = dY · γ;  dγ = Σ dY · (x − μ) · r,  dβ = Σ dY</summary>
/// <param name="Epsilon">ε ≥ 0. With 0 the scale of x leaves no trace, and a row without spread is an error.</param>
public abstract record RowNormalize(double Epsilon) : Op
{
    /// <inheritdoc/>
    public sealed override int OutputCount => 3;

    /// <inheritdoc/>
    public sealed override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        DType dtype = SameFloat(x);
        var wanted = FactorShape(x[0].Shape);
        foreach (var factor in x[1..])
            if (factor.Shape != wanted) throw new ShapeException(Name, $"factors and shifts of the shape {wanted}", factor.Shape);
        return new(output == 0 ? x[0].Shape : [RowsOf(x[0].Shape)], dtype);
    }

    /// <inheritdoc/>
    public sealed override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x, y);
        else Run<double>(x, y);
    }

    /// <inheritdoc/>
    public sealed override void Backward(BackwardPass pass)
    {
        if (pass.OutputGradientOf(0) is not { } dy) return;
        var x = pass.Input(0);
        var gamma = pass.InputCount > 1 ? pass.Input(1) : null;
        if (!pass.Differentiable && dy.Device == Device.Cpu)
        {
            var op = new RowNormalizeBackward(this, gamma is not null);
            var gradients = gamma is null ? ApplyAll(op, dy, x, pass.Output(1), pass.Output(2))
                : ApplyAll(op, dy, x, pass.Output(1), pass.Output(2), gamma);
            for (int i = 0; i < pass.InputCount; i++) pass[i] = gradients[i];
            return;
        }
        // The statistics are worked out again, because the second derivative passes through them.
        int rows = RowsOf(x.Shape), length = x.Count / Math.Max(1, rows);
        var wide = gamma is null ? null : gamma.Reshape(Stretchable(x.Shape));
        Tensor d = x.Reshape(rows, length), h = (wide is null ? dy : dy * wide).Reshape(rows, length);
        if (IsCentered) d -= d.Mean(1, keepAxis: true);
        var r = (d.Square().Mean(1, keepAxis: true) + Epsilon).Rsqrt();
        var centered = IsCentered ? h - h.Mean(1, keepAxis: true) : h;
        pass[0] = (r * centered - d * (r * r * r * (h * d).Mean(1, keepAxis: true))).Reshape(x.Shape);
        if (wide is null) return;
        pass[1] = (dy * (d * r).Reshape(x.Shape)).SumTo(wide.Shape).Reshape(gamma!.Shape);
        if (pass.InputCount > 2) pass[2] = dy.SumTo(wide.Shape).Reshape(gamma.Shape);
    }

    /// <summary>False where the mean stays in.</summary>
    internal virtual bool IsCentered => true;

    /// <summary>How the numbers of a shape are grouped.</summary>
    internal abstract NormShape Layout(Shape x);

    /// <summary>The shape of γ and β.</summary>
    internal abstract Shape FactorShape(Shape x);

    /// <summary>Their shape as it stretches over x.</summary>
    internal abstract Shape Stretchable(Shape x);

    /// <summary>Number of rows.</summary>
    internal abstract int RowsOf(Shape x);

    /// <summary>Runs the operation and gives its first result.</summary>
    internal Tensor Over(Tensor x, Tensor? gamma, Tensor? beta)
    {
        if (!(Epsilon >= 0)) throw new ArgumentException(FormattableString.Invariant($"{Name} needs an epsilon of at least 0; received {Epsilon}."));
        if (gamma is null) return ApplyAll(this, x)[0] is var plain && beta is null ? plain : plain + beta!.Reshape(Stretchable(x.Shape));
        return beta is null ? ApplyAll(this, x, gamma)[0] : ApplyAll(this, x, gamma, beta)[0];
    }

    private void Run<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Dense<T> input = new(x[0]), gamma = x.Length > 1 ? new(x[1]) : default, beta = x.Length > 2 ? new(x[2]) : default;
        RowNorm<T>.Forward(input.Span, gamma.Span, beta.Span, Layout(x[0].Shape), y[0].Span<T>(), y[1].Span<T>(), y[2].Span<T>());
    }
}

/// <summary>The gradients of x, γ and β in one pass      dY, x, μ, r and γ or nothing → dX, dγ, dβ</summary>
internal sealed record RowNormalizeBackward(RowNormalize Forwards, bool HasFactors) : Op
{
    public override int OutputCount => HasFactors ? 3 : 1;

    protected override string WhyNoDerivative => "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(output == 0 ? x[1].Shape : x[4].Shape, SameFloat(x));

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x, y);
        else Run<double>(x, y);
    }

    private void Run<T>(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Dense<T> dy = new(x[0]), input = new(x[1]), gamma = HasFactors ? new(x[4]) : default;
        RowNorm<T>.Backward(dy.Span, input.Span, x[2].Span<T>(), x[3].Span<T>(), gamma.Span, Forwards.Layout(x[1].Shape), y[0].Span<T>(),
            HasFactors ? y[1].Span<T>() : default, HasFactors ? y[2].Span<T>() : default);
    }
}
