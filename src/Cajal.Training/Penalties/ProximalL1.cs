using System.Numerics;
using Cajal.Networks;

namespace Cajal.Training;

/// <summary>L1 without its gradient: after each update w ← sign(w) · max(|w| − η·λ, 0), which gives exact zeros. λ · Σ |W| and the
/// share of zeros are reported.</summary>
/// <remarks>η is the parameter's own learning rate, also for optimizers that scale their steps. Source: Daubechies, Defrise, De Mol (2004),
/// soft thresholding; Parikh and Boyd (2014), Proximal algorithms, section 6.5.2.</remarks>
/// <param name="strength">λ.</param>
public sealed class ProximalL1(double strength) : Penalty(strength)
{
    /// <inheritdoc/>
    public override string Name => "l1";

    /// <inheritdoc/>
    public override bool PromotesZeros => true;

    /// <inheritdoc/>
    public override Tensor Loss(Module model) => Sum(model, w => w.StopGradient().Abs());

    /// <inheritdoc/>
    public override void AfterStep(Module model, Optimizer optimizer)
    {
        var rate = optimizer.NamedStates.First(s => s.Name == "learningRate").State;
        foreach (var weight in WeightsOf(model))
            UpdateOp.Apply(new Shrink(Strength * optimizer.RateFactorOf(weight)), [rate], [weight]);
    }

    /// <summary>w ← sign(w) · max(|w| − η·λ, 0)      reads η [], writes w</summary>
    private sealed record Shrink(double Strength) : UpdateOp
    {
        public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
        {
            double threshold = Strength * Read<double>(x[0])[0];
            if (y[0].DType == DType.Float32) Run<float>(Write<float>(y[0]), (float)threshold);
            else Run(Write<double>(y[0]), threshold);
        }

        private static void Run<T>(Span<T> weights, T threshold) where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (ref T w in weights) w = T.Abs(w) <= threshold ? T.Zero : w - T.CopySign(threshold, w);
        }
    }
}
