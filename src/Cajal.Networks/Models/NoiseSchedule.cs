namespace Cajal.Networks;

/// <summary>How a picture turns into noise in T steps: x_t = √ᾱ_t·x₀ + √(1−ᾱ_t)·ε, ᾱ falling from near 1 to near 0, t = 0 … T−1.</summary>
/// <remarks>β_t = 1 − ᾱ_t/ᾱ_{t−1} is the share of noise that step t adds; ᾱ_{−1} = 1.</remarks>
public sealed class NoiseSchedule
{
    private readonly double[] kept;

    private NoiseSchedule(IEnumerable<double> kept)
    {
        this.kept = [.. kept];
        SignalScale = Tensor.From([.. this.kept.Select(k => (float)Math.Sqrt(k))], [Steps, 1]);
        NoiseScale = Tensor.From([.. this.kept.Select(k => (float)Math.Sqrt(1 - k))], [Steps, 1]);
    }

    /// <summary>T.</summary>
    public int Steps => kept.Length;

    /// <summary>√ᾱ_t for all t: [T, 1].</summary>
    public Tensor SignalScale { get; }

    /// <summary>√(1−ᾱ_t) for all t: [T, 1].</summary>
    public Tensor NoiseScale { get; }

    /// <summary>β rises evenly. Source: Ho, Jain, Abbeel (2020), whose 10⁻⁴ to 0.02 are meant for 1,000 steps.</summary>
    /// <param name="steps">T.</param>
    /// <param name="first">β of the first step.</param>
    /// <param name="last">β of the last step.</param>
    public static NoiseSchedule Linear(int steps, double first = 1e-4, double last = 0.02)
    {
        Require(steps);
        if (!(first > 0 && last < 1 && first <= last))
            throw new ArgumentOutOfRangeException(nameof(first), FormattableString.Invariant(
                $"The noise shares of a linear schedule lie in (0, 1) and rise; received {first} to {last}."));
        double product = 1;
        return new(Enumerable.Range(0, steps).Select(t => product *= 1 - (first + (last - first) * t / Math.Max(1, steps - 1))));
    }

    /// <summary>ᾱ_t = f(t+1)/f(0), f(t) = cos²((t/T + s)/(1 + s)·π/2), with β_t at most 0.999: little noise at first and little signal lost
    /// in one step. Source: Nichol and Dhariwal (2021), eq. 17.</summary>
    /// <param name="steps">T.</param>
    /// <param name="offset">s.</param>
    public static NoiseSchedule Cosine(int steps, double offset = 0.008)
    {
        Require(steps);
        double F(double t) => Math.Pow(Math.Cos((t / steps + offset) / (1 + offset) * Math.PI / 2), 2);
        double product = 1;
        return new(Enumerable.Range(0, steps).Select(t => product *= Math.Max(F(t + 1) / F(t), 0.001)));
    }

    /// <summary>ᾱ_t; 1 for t = −1, before the first step.</summary>
    public double Kept(int t) => t == -1 ? 1 : kept[t];

    /// <summary>β_t.</summary>
    public double Beta(int t) => 1 - Kept(t) / Kept(t - 1);

    private static void Require(int steps) => ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
}
