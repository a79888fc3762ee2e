namespace Cajal.Data;

/// <summary>A user u and a ware v: P(yes) = σ(4·a·b + c − 0.5) with three hidden tastes a = tanh(A·u), three hidden properties b = tanh(B·v)
/// and a fame c = k·v; A, B ~ N(0, 0.25), k ~ N(0, 0.09).</summary>
internal sealed class Likes() : PairGenerator("likes", "recommendation: does a user like a ware, six numbers of each, 6000 pairs; noise 0 "
    + "to 0.5 turns answers around", 6000, ("user", "ware"), ["no", "yes"],
    ("two-tower", "users and wares: two networks that meet in a product"))
{
    private const int Hidden = 3;

    protected override Func<double[], double[], double> World(Rng rng)
    {
        double[] users = Weights(rng, Hidden, 0.5), wares = Weights(rng, Hidden, 0.5), fame = Weights(rng, 1, 0.3);
        return (u, v) =>
        {
            double score = Row(fame, 0, v) - 0.5;
            for (int h = 0; h < Hidden; h++) score += 4 * Math.Tanh(Row(users, h, u)) * Math.Tanh(Row(wares, h, v));
            return Sigmoid(score);
        };
    }

    private static double[] Weights(Rng rng, int rows, double deviation)
    {
        var weights = new double[rows * Width];
        for (int i = 0; i < weights.Length; i++) weights[i] = deviation * rng.NextNormal();
        return weights;
    }

    private static double Row(double[] weights, int row, double[] x)
    {
        double sum = 0;
        for (int k = 0; k < Width; k++) sum += weights[row * Width + k] * x[k];
        return sum;
    }
}
