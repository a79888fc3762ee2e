namespace Cajal.Networks;

/// <summary>From noise back to examples: x_s = √ᾱ_s·x̂₀ + √(1−ᾱ_s−σ²)·ε̂ + σ·z, from time t to an earlier time s.</summary>
/// <remarks>x̂₀ = (x_t − √(1−ᾱ_t)·ε̂)/√ᾱ_t, σ = η·√((1−ᾱ_s)/(1−ᾱ_t))·√(1−ᾱ_t/ᾱ_s). With η = 1 and every step this is DDPM (Ho, Jain,
/// Abbeel 2020, its smaller variance); with η = 0 it is DDIM, which adds no noise on the way and does with few steps (Song, Meng, Ermon
/// 2021, eq. 12 and 16).</remarks>
/// <param name="model">A trained model.</param>
public sealed class DiffusionSampler(Diffusion model)
{
    /// <summary>How many steps to take, 1 to T; null takes all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 1 to T.</exception>
    public int? Steps
    {
        get;
        init => field = value is null || (value >= 1 && value <= model.Schedule.Steps) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), $"The sampler takes 1 to {model.Schedule.Steps} steps; received {value}.");
    }

    /// <summary>η, the share of fresh noise in each step, 0 to 1. Null is 1 for all steps and 0 for fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of 0 to 1.</exception>
    public double? Eta
    {
        get;
        init => field = value is null or (>= 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(nameof(value),
            FormattableString.Invariant($"η lies from 0 to 1; received {value}."));
    }

    /// <summary>w: the net's answer for the class is moved by w times its distance from the answer without one,
    /// ε̂ = ε̂(c) + w·(ε̂(c) − ε̂(∅)). 0 for none; more makes samples plainer and less different.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or not finite.</exception>
    public double Guidance
    {
        get;
        init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value),
            FormattableString.Invariant($"Guidance is at least 0; received {value}."));
    }

    /// <summary>Keeps x̂₀ within ±this on the way: 1 for pictures from −1 to 1. Null for none.</summary>
    public double? Bound { get; init; }

    /// <summary>New examples: [count, D].</summary>
    /// <param name="count">How many.</param>
    /// <param name="rng">Random numbers.</param>
    /// <param name="labels">The class of each, [count]; null for a model without classes, or to leave the choice to it.</param>
    /// <exception cref="ArgumentException">Guidance or labels for a model without classes.</exception>
    public Tensor Sample(int count, Rng rng, Tensor? labels = null)
    {
        int all = model.Schedule.Steps, taken = Steps ?? all;
        double eta = Eta ?? (taken == all ? 1 : 0);
        if ((labels is not null && model.Classes == 0) || (labels is null && Guidance > 0))
            throw new ArgumentException("Labels need a model with classes, and guidance needs labels; the model has "
                + $"{model.Classes} classes.");
        var x = Tensor.Normal([count, model.Numbers], rng, dtype: model.NumberType);
        for (int i = taken; i > 0; i--)
        {
            var z = eta > 0 && i > 1 ? Tensor.Normal(x.Shape, rng, dtype: x.DType) : null;
            x = Step(x, TimeOf(i, taken), TimeOf(i - 1, taken), eta, z, labels);
        }
        return x;
    }

    /// <summary>One step from time t to an earlier time s, −1 being the end: x_t [N, D] → x_s [N, D].</summary>
    /// <param name="x">x_t.</param>
    /// <param name="t">Where x is, 0 to T−1.</param>
    /// <param name="s">Where to go, −1 to t−1.</param>
    /// <param name="eta">Share of fresh noise.</param>
    /// <param name="z">Fresh noise [N, D]; null adds none.</param>
    /// <param name="labels">The class of each row, [N]; null for none.</param>
    public Tensor Step(Tensor x, int t, int s, double eta, Tensor? z, Tensor? labels = null)
    {
        double kept = model.Schedule.Kept(t), keptThen = model.Schedule.Kept(s);
        double sigma = eta * Math.Sqrt((1 - keptThen) / (1 - kept) * (1 - kept / keptThen));
        var epsilon = Noise(x, t, labels);
        var origin = (x - epsilon * Math.Sqrt(1 - kept)) / Math.Sqrt(kept);
        if (Bound is { } bound)
        {
            origin = origin.Clamp(-bound, bound);
            epsilon = (x - origin * Math.Sqrt(kept)) / Math.Sqrt(1 - kept);
        }
        var next = origin * Math.Sqrt(keptThen) + epsilon * Math.Sqrt(Math.Max(0, 1 - keptThen - sigma * sigma));
        return z is null || sigma == 0 ? next : next + z * sigma;
    }

    private Tensor Noise(Tensor x, int t, Tensor? labels)
    {
        var times = Tensor.Full([x.Shape[0]], t, DType.Int64);
        var told = model.PredictNoise(x, times, labels);
        return Guidance == 0 ? told : told + Guidance * (told - model.PredictNoise(x, times));
    }

    // Time number i of those taken, evenly from the last, T − 1, down; number 0 is the end, −1.
    private int TimeOf(int i, int taken) => (int)((long)i * model.Schedule.Steps / taken) - 1;
}
