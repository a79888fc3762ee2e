namespace Cajal.Data;

/// <summary>x' = λ·x + (1 − λ)·x_j and t' = λ·t + (1 − λ)·t_j with another example j and λ from Beta(α, α).</summary>
/// <remarks>Source: Zhang, Cissé, Dauphin, Lopez-Paz (2018).</remarks>
public sealed record Mixup(double Alpha) : AugmentationStep("mixup")
{
    /// <inheritdoc/>
    public override string Describe() => $"mixed with another example, pictures and answers, by a share from "
        + $"Beta({Text(Alpha)}, {Text(Alpha)})";

    /// <summary>λ = a / (a + b), a and b from Gamma(α).</summary>
    internal double Share(Rng rng)
    {
        double a = LogGamma(rng), b = LogGamma(rng);
        // In logarithms, since for small α both may be too small to write down.
        return 1 / (1 + Math.Exp(b - a));
    }

    // ln of a number from Gamma(α): Marsaglia and Tsang (2000), and for α below 1 that of α + 1 times u^(1/α).
    private double LogGamma(Rng rng)
    {
        double shape = Alpha < 1 ? Alpha + 1 : Alpha, d = shape - 1 / 3.0, c = 1 / Math.Sqrt(9 * d);
        double value;
        while (true)
        {
            double z = rng.NextNormal(), v = Math.Pow(1 + c * z, 3), u = 1 - rng.NextDouble();
            if (v <= 0 || Math.Log(u) >= z * z / 2 + d - d * v + d * Math.Log(v)) continue;
            value = Math.Log(d * v);
            break;
        }
        return Alpha < 1 ? value + Math.Log(1 - rng.NextDouble()) / Alpha : value;
    }
}
