namespace Cajal.Data;

/// <summary>A data set computed from a seed: the same seed, count and noise give the same examples.</summary>
internal abstract class Generator(string name, string description, int usualCount, double usualNoise = 0, double mostNoise = 0.5)
    : DatasetSource(name, description)
{
    private const int MostExamples = 1_000_000;

    /// <summary>Fewest examples that show the idea.</summary>
    protected virtual int LeastExamples => 10;

    /// <summary>Whether the set has sequences, whose number of steps can be asked for.</summary>
    protected virtual bool HasLength => false;

    /// <inheritdoc/>
    public sealed override Dataset Load(DatasetOptions options)
    {
        options.RefuseCsvOptions(Name);
        options.RefuseFolder(Name);
        options.RefusePictureOptions(Name);
        if (!HasLength) options.RefuseLength(Name);
        int count = options.Count ?? usualCount;
        double noise = options.Noise ?? usualNoise;
        if (count < LeastExamples || count > MostExamples)
            throw new ArgumentException($"'{Name}' makes {LeastExamples} to {MostExamples} examples; received {count}.");
        if (!(noise >= 0 && noise <= mostNoise))
            throw new ArgumentException(FormattableString.Invariant(
                $"The noise of '{Name}' lies from 0 to {mostNoise}; received {noise}."));
        var data = Generate(options, count, noise, new Rng(options.Seed).Fork("data").Fork(Name));
        return options.Task is null || options.Task == data.Task ? data
            : throw new ArgumentException($"'{Name}' is a task of the kind "
                + $"{data.Task.ToString()!.ToLowerInvariant()}; received {options.Task.ToString()!.ToLowerInvariant()}.");
    }

    /// <summary>Makes the examples of a set that takes more options than the usual ones.</summary>
    protected virtual Dataset Generate(DatasetOptions options, int count, double noise, Rng rng) => Generate(count, noise, rng);

    /// <summary>Makes the examples.</summary>
    protected abstract Dataset Generate(int count, double noise, Rng rng);

    /// <summary>A number in [low, high).</summary>
    protected static double Uniform(Rng rng, double low, double high) => low + (high - low) * rng.NextDouble();
}
