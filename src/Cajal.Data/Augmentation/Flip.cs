namespace Cajal.Data;

/// <summary>x_old = −x with the given probability: left becomes right.</summary>
public sealed record Flip(double Probability) : BendingStep("flip")
{
    /// <inheritdoc/>
    public override string Describe() => $"mirrored, left for right, with probability {Text(Probability)}";

    internal override Bend Then(Bend before, PictureGrid grid, Rng rng) =>
        rng.NextDouble() < Probability ? new Bend(-1, 0, 0, 0, 1, 0).After(before) : before;
}

/// <summary>y_old = −y with the given probability: up becomes down.</summary>
public sealed record FlipDown(double Probability) : BendingStep("flip-down")
{
    /// <inheritdoc/>
    public override string Describe() => $"turned upside down in a mirror with probability {Text(Probability)}";

    internal override Bend Then(Bend before, PictureGrid grid, Rng rng) =>
        rng.NextDouble() < Probability ? new Bend(1, 0, 0, 0, -1, 0).After(before) : before;
}
