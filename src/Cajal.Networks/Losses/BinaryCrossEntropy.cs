using System.Numerics;

namespace Cajal.Networks;

/// <summary>L = −(y·ln p + (1−y)·ln(1−p)), each logarithm held at −100 or above      p, y: the same shape
/// dP = dY · (p−y)/max(p(1−p), 1e-12)</summary>
/// <remarks>The bounds are PyTorch's. Behind a sigmoid, <c>BinaryCrossEntropyWithLogits</c> is more exact.</remarks>
internal sealed record BinaryCrossEntropy : Op
{
    public override string Formula => "l = −t·ln p − (1 − t)·ln(1 − p)";

    // 1e-12f: PyTorch holds this bound as a Float32, also for Float64 tensors.
    private const double LeastLog = -100, LeastVariance = 1e-12f;

    public static BinaryCrossEntropy Instance { get; } = new();

    public override Saves Saves => Saves.Inputs;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, SameFloat(x));

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Each<float>(x, y[0]);
        else Each<double>(x, y[0]);
    }

    public override void Backward(BackwardPass pass)
    {
        Tensor p = pass.Input(0), t = pass.Input(1), dy = pass.OutputGradient;
        if (pass.Wants(0)) pass[0] = dy * (p - t) / (p * (1 - p)).Maximum(LeastVariance);
        if (pass.Wants(1)) pass[1] = dy * ((1 - p).Log().Maximum(LeastLog) - p.Log().Maximum(LeastLog));
    }

    private static void Each<T>(ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Dense<T> probabilities = new(x[0]), targets = new(x[1]);
        T least = T.CreateTruncating(LeastLog);
        var losses = y.Span<T>();
        for (int i = 0; i < losses.Length; i++)
        {
            T p = probabilities.Span[i], t = targets.Span[i];
            if (p < T.Zero || p > T.One)
                throw new ArgumentException(
                    FormattableString.Invariant($"BinaryCrossEntropy needs probabilities in [0, 1]; received {p}. ") +
                    "Put a sigmoid before it, or use BinaryCrossEntropyWithLogits.");
            losses[i] = -(t * T.Max(T.Log(p), least) + (T.One - t) * T.Max(Log1p(-p), least));
        }
    }

    // .NET's LogP1 is ln(1 + x) as it stands, which loses every digit of a small x.
    private static T Log1p<T>(T x) where T : unmanaged => LaneLogarithm.Log1p<T, T, Register1<T>>(x);
}

/// <summary>Binary cross-entropy of probabilities.</summary>
public static class BinaryCrossEntropyOnTensor
{
    extension(Tensor probabilities)
    {
        /// <summary>−(y·ln p + (1−y)·ln(1−p)), and the mean over all elements.      p, y: any shape → []</summary>
        /// <param name="target">y in [0, 1], of the same shape.</param>
        /// <param name="weight">A factor for each element, broadcast; 1 when left out. The mean still divides by the number of
        /// elements.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        /// <exception cref="ArgumentException">A probability outside [0, 1].</exception>
        public Tensor BinaryCrossEntropy(Tensor target, Tensor? weight = null, LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("BinaryCrossEntropy", probabilities, target);
            var losses = Op.Apply(Networks.BinaryCrossEntropy.Instance, probabilities, target);
            return (weight is null ? losses : losses * weight).By(reduction);
        }
    }
}
