namespace Cajal.Networks;

/// <summary>y = (x − μ)/√(σ² + ε) · γ + β for each channel. Training: μ and σ² of the batch, and the running ones follow them,
/// R ← (1 − m) · R + m · batch (the variance unbiased). Inference, or frozen: the running ones.      [N, C, …] → the same shape</summary>
/// <remarks>Source: Ioffe, Szegedy (2015). <see cref="Module.Freeze"/> holds the statistics still too, so that a pre-trained layer stays
/// what it
/// is.</remarks>
public abstract class BatchNorm : Layer
{
    private double? momentum;

    private protected BatchNorm(int features, double epsilon, double? momentum, bool affine, bool trackRunningStatistics, DType dtype)
    {
        NormFactors.Require(features, epsilon);
        if (momentum is not (null or >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(momentum),
                FormattableString.Invariant($"The momentum lies in [0, 1]; received {momentum}."));
        (Features, Epsilon, this.momentum) = (features, epsilon, momentum);
        if (affine)
        {
            Weight = Register("weight", new Parameter(Tensor.Ones([features], dtype)));
            Bias = Register("bias", new Parameter(Tensor.Zeros([features], dtype)));
        }
        if (!trackRunningStatistics) return;
        RunningMean = Register("running_mean", new State(Tensor.Zeros([features], dtype)));
        RunningVariance = Register("running_var", new State(Tensor.Ones([features], dtype)));
        BatchesTracked = Register("num_batches_tracked", new State(Tensor.Zeros(Shape.Scalar, DType.Int64)));
    }

    /// <summary>Number of channels C.</summary>
    public int Features { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>m: the share of a new batch in the running statistics; null for their plain average.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of [0, 1].</exception>
    public double? Momentum
    {
        get => momentum;
        set
        {
            if (value is not (null or >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(value),
                    FormattableString.Invariant($"The momentum lies in [0, 1]; received {value}."));
            momentum = value;
            Settings.Touch();
        }
    }

    /// <summary>γ: [C]; null without factors.</summary>
    public Parameter? Weight { get; }

    /// <summary>β: [C]; null without factors.</summary>
    public Parameter? Bias { get; }

    /// <summary>Running mean: [C]; null when none is kept.</summary>
    public State? RunningMean { get; }

    /// <summary>Running variance: [C]; null when none is kept.</summary>
    public State? RunningVariance { get; }

    /// <summary>Number of batches seen in training, Int64; null when no statistics are kept.</summary>
    public State? BatchesTracked { get; }

    /// <summary>True when the layer normalises by its running statistics in training too, because it is frozen.</summary>
    public bool IsStill => Weight is { Trainable: false } && Bias is { Trainable: false };

    /// <summary>Numbers of axes that fit, with examples and channels, and how they are written.</summary>
    private protected abstract (int Least, int Most, string Words) Axes { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < Axes.Least || x.Rank > Axes.Most || x.Shape[1] != Features) throw new ShapeException(GetType().Name, Axes.Words,
            x.Shape);
        if (RunningMean is not null && (!Tape.IsTraining || IsStill)) return x.ChannelNorm(RunningMean, RunningVariance!, Weight, Bias,
            Epsilon);
        int count = x.Count / Features;
        if (count < 2)
            throw new ShapeException(GetType().Name, $"more than one number in each channel{(Tape.IsTraining ? " in training" : "")}, because a norm of one " +
                "number is always 0 (a larger batch, or a layer norm)", x.Shape);
        var (y, mean, variance) = x.BatchNorm(Weight, Bias, Epsilon);
        if (Tape.IsTraining && RunningMean is not null)
            UpdateOp.Apply(new RunningStatistics(Momentum, count), [mean, variance], [RunningMean, RunningVariance!, BatchesTracked!]);
        return y;
    }
}

/// <summary>Batch norm of [N, C] or [N, C, L].</summary>
/// <param name="features">Number of channels C.</param>
/// <param name="epsilon">ε ≥ 0, added to the variance.</param>
/// <param name="momentum">m: the share of a new batch in the running statistics; null for their plain average.</param>
/// <param name="affine">False leaves γ and β out.</param>
/// <param name="trackRunningStatistics">False keeps none: inference then normalises by its own batch too.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class BatchNorm1d(int features, double epsilon = 1e-5, double? momentum = 0.1, bool affine = true,
    bool trackRunningStatistics = true,
    DType dtype = DType.Float32) : BatchNorm(features, epsilon, momentum, affine, trackRunningStatistics, dtype)
{
    private protected override (int Least, int Most, string Words) Axes => (2, 3, $"[N, {Features}] or [N, {Features}, L]");
}

/// <summary>Batch norm of [N, C, H, W].</summary>
/// <param name="features">Number of channels C.</param>
/// <param name="epsilon">ε ≥ 0, added to the variance.</param>
/// <param name="momentum">m: the share of a new batch in the running statistics; null for their plain average.</param>
/// <param name="affine">False leaves γ and β out.</param>
/// <param name="trackRunningStatistics">False keeps none: inference then normalises by its own batch too.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class BatchNorm2d(int features, double epsilon = 1e-5, double? momentum = 0.1, bool affine = true,
    bool trackRunningStatistics = true,
    DType dtype = DType.Float32) : BatchNorm(features, epsilon, momentum, affine, trackRunningStatistics, dtype)
{
    private protected override (int Least, int Most, string Words) Axes => (4, 4, $"[N, {Features}, H, W]");
}

/// <summary>Batch norm of [N, C, D, H, W].</summary>
/// <param name="features">Number of channels C.</param>
/// <param name="epsilon">ε ≥ 0, added to the variance.</param>
/// <param name="momentum">m: the share of a new batch in the running statistics; null for their plain average.</param>
/// <param name="affine">False leaves γ and β out.</param>
/// <param name="trackRunningStatistics">False keeps none: inference then normalises by its own batch too.</param>
/// <param name="dtype">Float32 or Float64.</param>
public sealed class BatchNorm3d(int features, double epsilon = 1e-5, double? momentum = 0.1, bool affine = true,
    bool trackRunningStatistics = true,
    DType dtype = DType.Float32) : BatchNorm(features, epsilon, momentum, affine, trackRunningStatistics, dtype)
{
    private protected override (int Least, int Most, string Words) Axes => (5, 5, $"[N, {Features}, D, H, W]");
}
