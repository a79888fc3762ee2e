using System.Globalization;

namespace Cajal;

/// <summary>Random numbers from one seed: number i = f(key, i) with Philox4x32-10, so any of them can be computed alone.</summary>
/// <remarks>Everything random in Cajal takes an <see cref="Rng"/>. Named forks and numbered children have keys of their own and depend on the seed and
/// their name only, never on how many numbers were drawn before. Each number drawn or filled moves <see cref="Counter"/> on by one. Not safe for
/// several threads at once: give each its fork.</remarks>
/// <param name="seed">Any number; it is the key.</param>
public sealed class Rng(ulong seed)
{
    // The current batches, so that single draws pay for a sixteenth of one.
    private ulong[]? words;
    private double[]? normals;
    private ulong wordBatch, normalBatch, children;

    /// <summary>What the numbers depend on: the seed, or what a fork derived from it. <c>new Rng(key) { Counter = counter }</c> goes on where another stopped.</summary>
    public ulong Key { get; } = seed;

    /// <summary>Position of the next number; set it to go back or ahead. Kept in checkpoints.</summary>
    public ulong Counter { get; set; }

    /// <summary>A generator of its own for one purpose, f(key, name): the same name gives the same numbers whatever was drawn before.</summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public Rng Fork(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // Philox as a keyed hash: the key absorbs two characters at a time; the length comes last, so that no name continues another.
        ulong key = Key;
        uint position = 0;
        for (int i = 0; i < name.Length; i += 2)
            key = Absorb(key, name[i] | (i + 1 < name.Length ? (uint)name[i + 1] << 16 : 0), position++);
        return new Rng(Absorb(key, (uint)name.Length, uint.MaxValue));
    }

    /// <summary>The next numbered child, f(key, 0), f(key, 1), ...: layers take one each, so that a later layer does not shift the numbers of an earlier one.</summary>
    public Rng Child()
    {
        ulong number = children++;
        var (x0, x1, _, _) = Philox.Block(Key, (uint)number, (uint)(number >> 32), 0, Draws.ChildStream);
        return new Rng(x0 | (ulong)x1 << 32);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong wanted = Counter / (uint)WordDraw.Batch;
        if (words is null || wanted != wordBatch)
        {
            Draws.Fill(Key, wanted * (uint)WordDraw.Batch, (words ??= new ulong[WordDraw.Batch]).AsSpan(), default(WordDraw));
            wordBatch = wanted;
        }
        return words[Counter++ % (uint)WordDraw.Batch];
    }

    /// <summary>A whole number in 0 .. exclusiveMax − 1, each equally likely.</summary>
    /// <remarks>Source: Lemire (2019), Fast random integer generation in an interval, algorithm 5.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is below 1.</exception>
    public int NextInt(int exclusiveMax)
    {
        if (exclusiveMax < 1)
            throw new ArgumentOutOfRangeException(nameof(exclusiveMax), string.Create(CultureInfo.InvariantCulture,
                $"NextInt draws from 0 up to, not including, its limit; received {exclusiveMax}, expected at least 1."));
        uint range = (uint)exclusiveMax;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            // 2³² mod range numbers would come once too often; draw again for them.
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold) product = (NextUInt64() >> 32) * range;
        }
        return (int)(product >> 32);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>A number from the normal distribution with mean 0 and standard deviation 1.</summary>
    public double NextNormal()
    {
        ulong wanted = Counter / (uint)NormalDoubleDraw.Batch;
        if (normals is null || wanted != normalBatch)
        {
            Draws.Fill(Key, wanted * (uint)NormalDoubleDraw.Batch, (normals ??= new double[NormalDoubleDraw.Batch]).AsSpan(), new NormalDoubleDraw(0, 1));
            normalBatch = wanted;
        }
        return normals[Counter++ % (uint)NormalDoubleDraw.Batch];
    }

    /// <summary>Numbers in [low, high), each equally likely; low = high repeats one number.</summary>
    /// <exception cref="ArgumentException">The limits are not finite, in the wrong order, or too far apart for a Float32.</exception>
    public void FillUniform(Span<float> destination, float low = 0, float high = 1)
    {
        CheckLimits(low, high, high - low);
        Draws.Fill(Key, Advance(destination.Length), destination, new UniformSingleDraw(low, high));
    }

    /// <summary>Numbers in [low, high), each equally likely; low = high repeats one number.</summary>
    /// <exception cref="ArgumentException">The limits are not finite, in the wrong order, or too far apart for a Float64.</exception>
    public void FillUniform(Span<double> destination, double low = 0, double high = 1)
    {
        CheckLimits(low, high, high - low);
        Draws.Fill(Key, Advance(destination.Length), destination, new UniformDoubleDraw(low, high));
    }

    /// <summary>Numbers from the normal distribution, mean + standardDeviation · z.</summary>
    /// <exception cref="ArgumentException">Mean or deviation is not finite, or the deviation is negative.</exception>
    public void FillNormal(Span<float> destination, float mean = 0, float standardDeviation = 1)
    {
        CheckNormal(mean, standardDeviation);
        Draws.Fill(Key, Advance(destination.Length), destination, new NormalSingleDraw(mean, standardDeviation));
    }

    /// <summary>Numbers from the normal distribution, mean + standardDeviation · z.</summary>
    /// <exception cref="ArgumentException">Mean or deviation is not finite, or the deviation is negative.</exception>
    public void FillNormal(Span<double> destination, double mean = 0, double standardDeviation = 1)
    {
        CheckNormal(mean, standardDeviation);
        Draws.Fill(Key, Advance(destination.Length), destination, new NormalDoubleDraw(mean, standardDeviation));
    }

    /// <summary>Puts the items in random order, every order equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The numbers 0 .. n − 1 in random order.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public int[] Permutation(int n)
    {
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n), string.Create(CultureInfo.InvariantCulture,
                $"A permutation has 0 or more numbers; received {n}."));
        var order = new int[n];
        for (int i = 0; i < n; i++) order[i] = i;
        Shuffle(order.AsSpan());
        return order;
    }

    private static ulong Absorb(ulong key, uint word, uint position)
    {
        var (x0, x1, _, _) = Philox.Block(key, word, position, 0, Draws.ForkStream);
        return x0 | (ulong)x1 << 32;
    }

    private ulong Advance(int count)
    {
        ulong start = Counter;
        Counter += (uint)count;
        return start;
    }

    private static void CheckLimits(double low, double high, double width)
    {
        if (!(low <= high) || !double.IsFinite(width))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Uniform numbers need finite limits with low ≤ high and a finite width; received low = {low}, high = {high}."));
    }

    private static void CheckNormal(double mean, double standardDeviation)
    {
        if (!double.IsFinite(mean) || !(standardDeviation >= 0) || !double.IsFinite(standardDeviation))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Normal numbers need a finite mean and a finite deviation of 0 or more; received mean = {mean}, standardDeviation = {standardDeviation}."));
    }
}
