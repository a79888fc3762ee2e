namespace Cajal.Networks;

/// <summary>Denoising diffusion: a net learns which noise ε was mixed into x_t = √ᾱ_t·x₀ + √(1−ᾱ_t)·ε; samples start as noise and lose it
/// step by step.</summary>
/// <remarks>With a net that answers the velocity: ε̂ = √(1−ᾱ_t)·x_t + √ᾱ_t·net, loss E(ε − ε̂)² (Ho, Jain, Abbeel 2020, eq. 14); at high
/// noise x_t is nearly ε already, and the net answers only what x_t does not show. With one that answers the example: ε̂ = (x_t −
/// √ᾱ_t·net)/√(1−ᾱ_t), loss E w_t·(x₀ − net)², w_t = ᾱ_t/(1−ᾱ_t) kept within 1 (Salimans and Ho 2022) and 5 (Hang and others 2023). The
/// net is told the time as sines and cosines, and the class, when there are some, in columns beside x_t. The
/// times of a batch are spread evenly from one random start, which takes noise out of the loss. Labels are hidden from the net now and
/// then, so that samples can be guided (Ho and Salimans 2022).</remarks>
public sealed class Diffusion : GenerativeModel
{
    private const int Frequencies = 16;
    private readonly Layer network;
    private readonly NoiseSource noise;
    private readonly Tensor timeColumns, weights;

    /// <summary>A model around a net.</summary>
    /// <param name="network">[N, <see cref="Width"/>(D, classes)] → [N, D].</param>
    /// <param name="numbers">D, the numbers of an example.</param>
    /// <param name="schedule">How noise grows.</param>
    /// <param name="rng">Random numbers; the next numbered child is taken.</param>
    /// <param name="classes">How many classes it is told apart; 0 for none.</param>
    /// <param name="hiddenLabels">Share of labels hidden in training, in [0, 1).</param>
    /// <param name="output">What the net's numbers mean.</param>
    public Diffusion(Layer network, int numbers, NoiseSchedule schedule, Rng rng, int classes = 0, double hiddenLabels = 0.1,
        DiffusionOutput output = DiffusionOutput.Velocity)
        : base(classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numbers, 1);
        if (!(hiddenLabels is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(hiddenLabels), FormattableString.Invariant(
            $"The share of hidden labels lies in [0, 1); received {hiddenLabels}."));
        (Numbers, Schedule, HiddenLabels, Output) = (numbers, schedule, hiddenLabels, output);
        this.network = RegisterModule("network", network);
        noise = RegisterModule("noise", new NoiseSource(rng));
        timeColumns = TimeColumns(schedule.Steps) * Math.Max(1, Condition.Loudness(numbers) / 4);
        weights = (schedule.SignalScale / schedule.NoiseScale).Square().Clamp(1, 5);
    }

    /// <summary>D, the numbers of an example.</summary>
    public int Numbers { get; }

    /// <summary>Element type of examples.</summary>
    internal DType NumberType => TypeOf(network);

    /// <summary>How noise grows.</summary>
    public NoiseSchedule Schedule { get; }

    /// <summary>Share of labels hidden in training.</summary>
    public double HiddenLabels { get; }

    /// <summary>What the net's numbers mean.</summary>
    public DiffusionOutput Output { get; }

    /// <summary>Columns the net takes for examples of D numbers: themselves, time and classes.</summary>
    public static int Width(int numbers, int classes = 0) => numbers + 2 * Frequencies + classes;

    /// <summary>x_t = √ᾱ_t·x₀ + √(1−ᾱ_t)·ε: x₀ [N, D], t [N] whole numbers, ε [N, D] → [N, D].</summary>
    public Tensor Noisy(Tensor x, Tensor t, Tensor epsilon) => Of(Schedule.SignalScale, t, x) * x + Of(Schedule.NoiseScale, t, x) * epsilon;

    /// <summary>ε̂, the noise the net sees in x_t: [N, D] → [N, D].</summary>
    /// <param name="x">x_t.</param>
    /// <param name="t">Time of each row, a whole number from 0 to T−1: [N].</param>
    /// <param name="labels">Class of each row, [N]; null hides it.</param>
    public Tensor PredictNoise(Tensor x, Tensor t, Tensor? labels = null) =>
        NoiseIn(x, t, Ask(x, t, labels is null ? null : Condition.Columns(labels, Classes, x)));

    /// <summary>The mean of (ε − ε̂)², or of w·(x₀ − x̂₀)², over all numbers, time and noise drawn anew in each step: x [N, D] → [].</summary>
    public override Tensor Loss(Tensor x, Tensor? labels = null)
    {
        Condition.Require("Diffusion", x, labels, Classes);
        int n = x.Shape[0];
        var place = (noise.Uniform([1], x.DType) + Tensor.Arange(0, n, dtype: x.DType) / Math.Max(1, n)) % 1;
        var t = (place * Schedule.Steps).Floor().Clamp(0, Schedule.Steps - 1).To(DType.Int64);
        var epsilon = noise.Normal(x.Shape, x.DType);
        var shown = labels is null ? null
            : Condition.Columns(labels, Classes, x) * (noise.Uniform([n, 1], x.DType) >= HiddenLabels).To(x.DType);
        var noisy = Noisy(x, t, epsilon);
        var answer = Ask(noisy, t, shown);
        return Output == DiffusionOutput.Example ? (Of(weights, t, x) * (x - answer).Square()).Mean()
            : (epsilon - NoiseIn(noisy, t, answer)).Square().Mean();
    }

    /// <inheritdoc/>
    /// <remarks>By all T steps of DDPM; <see cref="DiffusionSampler"/> has the others.</remarks>
    public override Tensor Sample(int count, Rng rng, Tensor? labels = null) => new DiffusionSampler(this).Sample(count, rng, labels);

    private static Tensor Of(Tensor table, Tensor t, Tensor x) => table.IndexSelect(0, t).To(x.DType);

    private Tensor Ask(Tensor x, Tensor t, Tensor? classColumns)
    {
        classColumns ??= Tensor.Zeros([x.Shape[0], Classes], x.DType);
        var answer = network.Forward(Tensor.Concatenate([x, Of(timeColumns, t, x), classColumns], 1));
        if (answer.Shape != x.Shape)
            throw new ShapeException("Diffusion", $"a network that answers in the shape of x, {x.Shape}", answer.Shape);
        return answer;
    }

    // ε̂ from the net's answer.
    private Tensor NoiseIn(Tensor x, Tensor t, Tensor answer)
    {
        Tensor signal = Of(Schedule.SignalScale, t, x), scale = Of(Schedule.NoiseScale, t, x);
        return Output == DiffusionOutput.Example ? (x - signal * answer) / scale : scale * x + signal * answer;
    }

    // sin and cos of ωₖ·t/T, ωₖ from π/2 to 2¹⁰ in even ratios: [T, 2·Frequencies].
    private static Tensor TimeColumns(int steps)
    {
        var columns = new float[steps, 2 * Frequencies];
        for (int t = 0; t < steps; t++)
            for (int k = 0; k < Frequencies; k++)
            {
                double angle = Math.PI / 2 * Math.Pow(1024 / (Math.PI / 2), k / (Frequencies - 1.0)) * (t + 1) / steps;
                (columns[t, k], columns[t, Frequencies + k]) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
            }
        return Tensor.From(columns);
    }
}
