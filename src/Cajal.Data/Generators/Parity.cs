namespace Cajal.Data;

/// <summary>Bits 0 and 1, one in each step; the answer is whether the number of ones is odd: one forgotten bit spoils it.</summary>
internal sealed class Parity() : SequenceGenerator("parity", "is the number of ones among 20 bits odd? sequences, two classes, "
    + "4000 of them; noise 0 to 0.5 on each number, usually none; --length N bits", 4000, 20, 1, 1)
{
    protected override double Draw(Span<float> sequence, int steps, Rng rng)
    {
        int ones = 0;
        for (int t = 0; t < steps; t++) ones += (int)(sequence[t] = rng.NextInt(2));
        return ones % 2;
    }

    protected override Targets ToTargets(double[] targets) =>
        new ClassTargets(Array.ConvertAll(targets, target => (int)target), ["even", "odd"]);
}
