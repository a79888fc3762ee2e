namespace Cajal.Data;

/// <summary>One person's hand on one occasion: where the points of a stroke come to lie on the paper, in pixels.</summary>
/// <remarks>Bend (two slow waves), then width, slant, rotation, size and shift. Angles in radians, lengths of the box 1, of the paper
/// 28.</remarks>
internal readonly struct Hand
{
    private const double Unsteadiness = 0.035;
    private const double Bend = 0.03;

    private readonly double width, slant, cosine, sine, size, left, top, frequency;
    private readonly double phase1, phase2, phase3, phase4;

    public Hand(Rng rng)
    {
        width = 0.72 * Math.Exp(0.14 * rng.NextNormal());
        slant = 0.12 + 0.18 * rng.NextNormal();
        double rotation = 0.12 * rng.NextNormal();
        (sine, cosine) = Math.SinCos(rotation);
        size = 19 * Math.Exp(0.1 * rng.NextNormal());
        left = 13.5 + 2.2 * (2 * rng.NextDouble() - 1);
        top = 13.5 + 2.2 * (2 * rng.NextDouble() - 1);
        frequency = Math.Tau * (0.6 + 0.6 * rng.NextDouble());
        phase1 = Math.Tau * rng.NextDouble();
        phase2 = Math.Tau * rng.NextDouble();
        phase3 = Math.Tau * rng.NextDouble();
        phase4 = Math.Tau * rng.NextDouble();
    }

    /// <summary>The points of a stroke, each a little off.</summary>
    public static void Unsteady(ReadOnlySpan<(double X, double Y)> points, Span<(double X, double Y)> moved, Rng rng)
    {
        for (int i = 0; i < points.Length; i++)
            moved[i] = (points[i].X + Unsteadiness * rng.NextNormal(), points[i].Y + Unsteadiness * rng.NextNormal());
    }

    /// <summary>A point of the box on the paper.</summary>
    public (double X, double Y) OnPaper((double X, double Y) point)
    {
        double x = point.X - 0.5, y = point.Y - 0.5;
        double bentX = x + Bend * (Math.Sin(frequency * y + phase1) + 0.7 * Math.Sin(frequency * x + phase2));
        double bentY = y + Bend * (Math.Sin(frequency * x + phase3) + 0.7 * Math.Sin(frequency * y + phase4));
        double slanted = width * bentX - slant * bentY;
        return (left + size * (cosine * slanted - sine * bentY), top + size * (sine * slanted + cosine * bentY));
    }
}
