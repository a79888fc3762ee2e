namespace Cajal.Networks;

/// <summary>What the constructors of norms require.</summary>
internal static class NormFactors
{
    public static void Require(int features, double epsilon)
    {
        if (features < 1) throw new ArgumentOutOfRangeException(nameof(features), $"A norm has at least 1 feature; received {features}.");
        if (!(epsilon >= 0 && epsilon < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(epsilon),
                FormattableString.Invariant($"An epsilon is a number of at least 0; received {epsilon}."));
    }

    /// <summary>One axis of at least one feature.</summary>
    public static Shape Axis(int features)
    {
        Require(features, 0);
        return [features];
    }
}
