namespace Cajal.Data;

/// <summary>Two things a and b: P(a is preferred) = σ(3·(w(a) − w(b))) with the hidden worth
/// w(x) = sin(2x₁) + x₂·x₃ − |x₄| + x₅/2.</summary>
/// <remarks>The model of comparisons is that of Bradley and Terry (1952).</remarks>
internal sealed class Preferences() : PairGenerator("preferences", "ranking: which of two things is preferred, six numbers of each, 6000 "
    + "pairs; noise 0 to 0.5 turns answers around", 6000, ("a", "b"), ["b", "a"],
    ("ranker", "comparisons: one network scores both, and the difference decides"))
{
    protected override Func<double[], double[], double> World(Rng rng) => (a, b) => Sigmoid(3 * (Worth(a) - Worth(b)));

    private static double Worth(double[] x) => Math.Sin(2 * x[0]) + x[1] * x[2] - Math.Abs(x[3]) + 0.5 * x[4];
}
