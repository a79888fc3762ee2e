namespace Cajal.Networks;

/// <summary>The gradient of CTC in tensor algebra, so that it can be differentiated again and runs on any device; as many operations as
/// there are steps, some ten times.</summary>
/// <remarks>∂l/∂ln p[t, n, c] = −Σ over places s of label c of e^(α + β − ln P), with α, β as in the kernel.</remarks>
internal static class CtcAlgebra
{
    private const double Never = double.NegativeInfinity;

    /// <summary>g [N], ln p [T, N, C], targets [N, S], lengths [N], [N] → [T, N, C]</summary>
    public static Tensor Gradient(Tensor g, Tensor logs, Tensor targets, Tensor times, Tensor lengths, int blank)
    {
        int steps = logs.Shape[0], classes = logs.Shape[2];
        if (logs.Count == 0) return logs * 0;
        var labels = Places(targets, lengths, blank);
        int width = labels.Shape[1];
        var places = Tensor.Arange(width).To(logs.Device);
        var index = labels.Unsqueeze(0).Expand([steps, .. labels.Shape.ToArray()]);
        var emitted = logs.Gather(2, index);
        // A path may leap to a place from two before when there is a label there, another one than the last.
        var leaps = labels.NotEqualTo(blank) & labels.NotEqualTo(Moved(labels, 2, blank));
        var ends = (lengths * 2).Unsqueeze(1);
        var isEnd = places.EqualTo(ends) | places.EqualTo(ends - 1);
        var begin = Choose((places < 2).Expand(labels.Shape), 0, logs.DType);

        Tensor[] alpha = new Tensor[steps], beta = new Tensor[steps];
        for (int t = 0; t < steps; t++)
            alpha[t] = emitted.Select(0, t) + (t == 0 ? begin : Together(alpha[t - 1], Moved(alpha[t - 1], 1, Never),
                Tensor.Where(leaps, Moved(alpha[t - 1], 2, Never), Never)));
        var last = (times - 1).Unsqueeze(1);
        var end = Choose(isEnd, 0, logs.DType);
        for (int t = steps - 1; t >= 0; t--)
        {
            beta[t] = Tensor.Where(last.EqualTo(t), end, Never);
            if (t == steps - 1) continue;
            var later = emitted.Select(0, t + 1) + beta[t + 1];
            var on = Together(later, Moved(later, -1, Never), Moved(Tensor.Where(leaps, later, Never), -2, Never));
            beta[t] = Tensor.Where(last > t, on, beta[t]);
        }
        var whole = (alpha[0] + beta[0]).LogSumExp(1, keepAxis: true);
        var possible = whole > Never;
        var shares = (Tensor.Stack(alpha) + Tensor.Stack(beta) - Tensor.Where(possible, whole, 0)).Exp();
        return Tensor.Where(possible, -g.Unsqueeze(1) * shares, 0).ScatterAdd(2, index, classes);
    }

    // ␣ y₁ ␣ y₂ ␣ … ␣: [N, S] → [N, 2S + 1]; what lies behind a target's length counts as blank, whatever it is.
    private static Tensor Places(Tensor targets, Tensor lengths, int blank)
    {
        int examples = targets.Shape[0], most = targets.Shape[1];
        var blanks = Tensor.Full([examples, most + 1], blank, DType.Int64).To(targets.Device);
        if (most == 0) return blanks;
        var counts = Tensor.Arange(most).To(targets.Device) < lengths.Unsqueeze(1);
        var pairs = Tensor.Stack([blanks.Slice(1, ..most), Tensor.Where(counts, targets, blank)], 2).Reshape(examples, 2 * most);
        return Tensor.Concatenate([pairs, blanks.Slice(1, most..)], 1);
    }

    // y[n, s] = x[n, s − by], and the filling where that lies outside.
    private static Tensor Moved(Tensor x, int by, double filling)
    {
        int width = x.Shape[1], free = Math.Min(Math.Abs(by), width);
        var rest = by > 0 ? x.Slice(1, ..(width - free)) : x.Slice(1, free..);
        return rest.Pad(1, by > 0 ? free : 0, by > 0 ? 0 : free, filling);
    }

    private static Tensor Together(params ReadOnlySpan<Tensor> parts) => Tensor.Stack(parts).LogSumExp(0);

    private static Tensor Choose(Tensor mask, double value, DType dtype) =>
        Tensor.Where(mask, Tensor.Full(mask.Shape, value, dtype).To(mask.Device), Never);
}
