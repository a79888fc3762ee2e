namespace Cajal.Studio;

/// <summary>Sets of points that a playground asks for and no recipe: any number of clouds, and borders that are curves.</summary>
internal static class PlaneSets
{
    /// <summary>Makes x, y, targets, the number of classes, and whether the set is a curve.</summary>
    public delegate (double[] X, double[] Y, double[] Targets, int Classes, bool IsCurve) Maker(PlaygroundState state, Rng rng);

    /// <summary>The maker of a set; null for one of the data wing.</summary>
    public static Maker? Find(string name) => name switch
    {
        "clouds" => Clouds,
        "border-sine" => (state, rng) => Border(state, rng, x => 3 * Math.Sin(x)),
        "border-parabola" => (state, rng) => Border(state, rng, x => x * x / 3 - 3),
        _ => null,
    };

    // Round clouds on a circle of radius 3.5; noise 0 to 0.5 widens them from a deviation of 0.4 to 1.9.
    private static (double[], double[], double[], int, bool) Clouds(PlaygroundState state, Rng rng)
    {
        int classes = state.Classes is >= 2 and <= 6 ? state.Classes : throw new ArgumentException($"'clouds' has 2 to 6 classes; received {state.Classes}.");
        double deviation = 0.4 + 3 * Noise(state);
        return Points(state, i =>
        {
            double angle = Math.Tau * (i % classes + 0.5) / classes;
            return (3.5 * Math.Cos(angle) + deviation * rng.NextNormal(), 3.5 * Math.Sin(angle) + deviation * rng.NextNormal(), i % classes);
        }, classes);
    }

    // Class 1 above y = f(x), class 0 below, over the square from −5 to 5; noise (share of 5) moves a point after it got its class.
    private static (double[], double[], double[], int, bool) Border(PlaygroundState state, Rng rng, Func<double, double> border)
    {
        double noise = 5 * Noise(state);
        return Points(state, _ =>
        {
            double x = 10 * rng.NextDouble() - 5, y = 10 * rng.NextDouble() - 5;
            int side = y > border(x) ? 1 : 0;
            return (x + noise * (2 * rng.NextDouble() - 1), y + noise * (2 * rng.NextDouble() - 1), side);
        }, 2);
    }

    private static double Noise(PlaygroundState state) => state.Noise is >= 0 and <= 0.5 ? state.Noise
        : throw new ArgumentException(FormattableString.Invariant($"The noise of '{state.Data}' lies from 0 to 0.5; received {state.Noise}."));

    private static (double[], double[], double[], int, bool) Points(PlaygroundState state, Func<int, (double X, double Y, int Class)> point, int classes)
    {
        int count = state.Count == 0 ? 500 : Math.Max(10, state.Count);
        double[] x = new double[count], y = new double[count], targets = new double[count];
        for (int i = 0; i < count; i++) (x[i], y[i], targets[i]) = point(i);
        return (x, y, targets, classes, false);
    }
}
