using System.Globalization;

namespace Cajal.Data;

/// <summary>A set of sequences computed from a seed: sequence i has its own fork of the seed, so it does not depend on how many are
/// made.</summary>
internal abstract class SequenceGenerator(string name, string description, int usualCount, int usualLength, int leastLength, int width)
    : Generator(name, description, usualCount)
{
    private const int MostLength = 10_000;
    private const long MostNumbers = 1L << 28;

    protected sealed override bool HasLength => true;

    /// <summary>Writes one sequence [steps, width], all zeros before, and returns its target: a class index or a number.</summary>
    protected abstract double Draw(Span<float> sequence, int steps, Rng rng);

    /// <summary>The targets of all sequences.</summary>
    protected abstract Targets ToTargets(double[] targets);

    protected sealed override Dataset Generate(int count, double noise, Rng rng) =>
        Generate(new DatasetOptions(), count, noise, rng);

    protected sealed override Dataset Generate(DatasetOptions options, int count, double noise, Rng rng)
    {
        int steps = options.Length ?? usualLength;
        if (steps < leastLength || steps > MostLength)
            throw new ArgumentException($"The sequences of '{Name}' have {leastLength} to {MostLength} steps; received {steps}.");
        int size = steps * width;
        if ((long)count * size > MostNumbers)
            throw new ArgumentException($"{count} sequences of {steps} steps are more than fit into memory; take fewer or shorter ones.");
        var values = new float[count * size];
        var targets = new double[count];
        for (int i = 0; i < count; i++)
        {
            var own = rng.Fork(i.ToString(CultureInfo.InvariantCulture));
            var sequence = values.AsSpan(i * size, size);
            targets[i] = Draw(sequence, steps, own);
            for (int k = 0; noise > 0 && k < size; k++) sequence[k] += (float)(noise * own.NextNormal());
        }
        return new Dataset(Name, new SequenceFeatures(values, steps, width) { IsReady = true }, ToTargets(targets))
        {
            Description = Description,
        };
    }
}
