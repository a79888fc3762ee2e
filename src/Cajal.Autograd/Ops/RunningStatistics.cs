using System.Numerics;

namespace Cajal;

/// <summary>Running mean and variance of channels, in place: R ← (1 − m) · R + m · batch, the batch's variance made unbiased by n/(n −
/// 1); a counter
/// moves on by one.      μ, σ²: [C], written: mean, variance: [C], counter: []</summary>
/// <param name="Momentum">m in [0, 1]; null for the plain average over all batches, m = 1/counter.</param>
/// <param name="Count">n: numbers of a channel in the batch.</param>
public sealed record RunningStatistics(double? Momentum, int Count) : UpdateOp
{
    /// <inheritdoc/>
    public override string Formula => "R ← (1 − m)·R + m·batch";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        double m = Momentum ?? 1.0 / (Write<long>(y[2])[0] + 1);
        Write<long>(y[2])[0]++;
        for (int i = 0; i < 2; i++)
        {
            double share = i == 0 ? m : m * Count / (Count - 1.0);
            if (y[i].DType == DType.Float32) Mix(Read<float>(x[i]), Write<float>(y[i]), m, share);
            else Mix(Read<double>(x[i]), Write<double>(y[i]), m, share);
        }
    }

    private static void Mix<T>(ReadOnlySpan<T> batch, Span<T> running, double m, double share) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T keep = T.CreateTruncating(1 - m), take = T.CreateTruncating(share);
        for (int i = 0; i < running.Length; i++) running[i] = keep * running[i] + take * batch[i];
    }
}
