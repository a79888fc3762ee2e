namespace Cajal.Data;

/// <summary>In each step a number in [0, 1) and a mark; two steps are marked, one in each half, and the answer is the sum of their
/// numbers.</summary>
/// <remarks>Always answering 1 has the mean squared error 1/6. Source: Hochreiter and Schmidhuber (1997), the adding problem.</remarks>
internal sealed class Adding() : SequenceGenerator("adding", "the sum of the two marked numbers among 100, sequences, numbers, "
    + "4000 of them; noise 0 to 0.5 on each number, usually none; --length N steps", 4000, 100, 2, 2)
{
    protected override double Draw(Span<float> sequence, int steps, Rng rng)
    {
        for (int t = 0; t < steps; t++) sequence[2 * t] = (float)rng.NextDouble();
        int half = steps / 2, first = rng.NextInt(half), second = half + rng.NextInt(steps - half);
        sequence[2 * first + 1] = sequence[2 * second + 1] = 1;
        return sequence[2 * first] + sequence[2 * second];
    }

    protected override Targets ToTargets(double[] targets) => new NumberTargets(targets, "sum");
}
