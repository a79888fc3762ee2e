using Cajal.Tests.House;

namespace Cajal.Tests.RandomNumbers; // a namespace called Random would hide System.Random from all other tests

public class RngTests
{
    [Fact]
    public void TheNumbersOfASeedNeverChange()
    {
        // Stored runs and golden trajectories rest on these: a change here breaks every recipe in the world.
        var rng = new Rng(42);
        ulong[] words = [rng.NextUInt64(), rng.NextUInt64()];
        words.ShouldBe(new ulong[] { 8643895580192075859, 6033254488940945703 });
        rng.Fork("order").Key.ShouldBe(363711115277228559ul);
        rng.Child().Key.ShouldBe(1697004041236597356ul);
    }

    [Fact]
    public void SameSeedSameNumbersOtherSeedOtherNumbers()
    {
        static double[] Draw(ulong seed)
        {
            var rng = new Rng(seed);
            return [.. Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? rng.NextDouble() : rng.NextNormal())];
        }
        Draw(7).ShouldBe(Draw(7));
        Draw(7).Intersect(Draw(8)).ShouldBeEmpty();
    }

    [Fact]
    public void AFillEqualsSingleDrawsAndItsOwnParts()
    {
        var whole = new double[100];
        new Rng(3).FillUniform(whole);
        var single = new Rng(3);
        whole.ShouldBe(Enumerable.Range(0, 100).Select(_ => single.NextDouble()));
        new Rng(3).FillNormal(whole);
        single = new Rng(3);
        whole.ShouldBe(Enumerable.Range(0, 100).Select(_ => single.NextNormal()));

        var parts = new float[100];
        var all = new float[100];
        var rng = new Rng(3);
        rng.FillNormal(parts.AsSpan(0, 37));
        rng.FillNormal(parts.AsSpan(37, 1));
        rng.FillNormal(parts.AsSpan(38));
        new Rng(3).FillNormal(all);
        parts.ShouldBe(all);
        rng.Counter.ShouldBe(100ul);
    }

    [Fact]
    public void KeyAndCounterRestoreAGenerator()
    {
        var rng = new Rng(11).Fork("dropout");
        for (int i = 0; i < 21; i++) rng.NextUInt64();
        var restored = new Rng(rng.Key) { Counter = rng.Counter };
        restored.NextUInt64().ShouldBe(rng.NextUInt64());
        ulong there = rng.Counter;
        var expected = rng.Permutation(20);
        rng.Counter = there;
        rng.Permutation(20).ShouldBe(expected);
    }

    [Fact]
    public void ForksDependOnTheNameAndNotOnWhatWasDrawn()
    {
        var rng = new Rng(5);
        ulong before = rng.Fork("split").Key;
        rng.NextDouble();
        rng.Child();
        rng.Fork("split").Key.ShouldBe(before);
        var names = new[] { "", "a", "b", "ab", "ba", "aa", "a\0", "\0", "\0\0", "split", "Split", "split ", "Größe", "重み" };
        names.Select(name => rng.Fork(name).Key).Append(rng.Key).Distinct().Count().ShouldBe(names.Length + 1);
        rng.Fork("a").Fork("b").Key.ShouldNotBe(rng.Fork("b").Fork("a").Key);
        Should.Throw<ArgumentNullException>(() => rng.Fork(null!));
    }

    [Fact]
    public void ChildrenAreNumbered()
    {
        var one = new Rng(5);
        var two = new Rng(5);
        two.NextUInt64();
        var keys = Enumerable.Range(0, 1000).Select(_ => one.Child().Key).ToArray();
        keys.Distinct().Count().ShouldBe(1000);
        Enumerable.Range(0, 1000).Select(_ => two.Child().Key).ShouldBe(keys);
    }

    [Fact]
    public void AForkIsWellMixed()
    {
        // Neighbouring seeds and names must give keys that differ in about half of their bits.
        double bits = 0;
        for (ulong seed = 0; seed < 500; seed++)
        {
            bits += ulong.PopCount(new Rng(seed).Fork("x").Key ^ new Rng(seed + 1).Fork("x").Key);
            bits += ulong.PopCount(new Rng(seed).Fork("x").Key ^ new Rng(seed).Fork("y").Key);
            bits += ulong.PopCount(new Rng(seed).Child().Key ^ new Rng(seed + 1).Child().Key);
        }
        (bits / 1500).ShouldBe(32, 0.6); // standard error 0.10
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    public void WholeNumbersAreEven(int limit)
    {
        var rng = new Rng(1);
        var counts = new int[limit];
        int draws = 100 * limit + 10_000;
        for (int i = 0; i < draws; i++) counts[rng.NextInt(limit)]++;
        double expected = draws / (double)limit;
        double chiSquare = counts.Sum(c => (c - expected) * (c - expected) / expected);
        chiSquare.ShouldBeLessThan(limit - 1 + 5 * Math.Sqrt(2 * limit)); // mean k − 1, deviation √(2k): five deviations
    }

    [Fact]
    public void WholeNumbersAreEvenForHugeLimits()
    {
        // Without drawing again the remainders 0, 1, 2 would come 3 : 3 : 2.
        var rng = new Rng(2);
        var counts = new int[3];
        for (int i = 0; i < 60_000; i++) counts[rng.NextInt(3 << 29) % 3]++;
        foreach (int count in counts) count.ShouldBeInRange(19_400, 20_600);
    }

    [Fact]
    public void UniformNumbersHaveTheirMoments()
    {
        var singles = new float[200_000];
        var doubles = new double[200_000];
        new Rng(1).FillUniform(singles, -2, 4);
        new Rng(1).FillUniform(doubles, -2, 4);
        foreach (var values in new[] { singles.Select(v => (double)v).ToArray(), doubles })
        {
            values.Min().ShouldBeInRange(-2, -1.999);
            values.Max().ShouldBeInRange(3.999, Math.BitDecrement(4.0));
            values.Average().ShouldBe(1, 0.02); // σ/√n = 0.004
            values.Average(v => (v - 1) * (v - 1)).ShouldBe(3, 0.03);
            var counts = new int[60];
            foreach (double v in values) counts[(int)((v + 2) * 10)]++;
            double expected = values.Length / 60.0;
            counts.Sum(c => (c - expected) * (c - expected) / expected).ShouldBeLessThan(59 + 5 * Math.Sqrt(118));
        }
    }

    [Fact]
    public void UniformNumbersStayBelowTheirLimit()
    {
        // low + (high − low) · u rounds up to high here in every second draw.
        float low = 16_777_216, high = low + 2;
        var values = new float[1000];
        new Rng(9).FillUniform(values, low, high);
        values.All(v => v >= low && v < high).ShouldBeTrue();
        new Rng(9).FillUniform(values, 5, 5);
        values.All(v => v == 5).ShouldBeTrue();
    }

    [Fact]
    public void NormalNumbersHaveTheirMomentsAndTails()
    {
        var singles = new float[400_000];
        var doubles = new double[400_000];
        new Rng(1).FillNormal(singles, 3, 2);
        new Rng(1).FillNormal(doubles, 3, 2);
        foreach (var values in new[] { singles.Select(v => (v - 3.0) / 2).ToArray(), [.. doubles.Select(v => (v - 3) / 2)] })
        {
            values.All(double.IsFinite).ShouldBeTrue();
            values.Average().ShouldBe(0, 0.008); // 1/√n = 0.0016
            values.Average(v => v * v).ShouldBe(1, 0.012);
            values.Average(v => v * v * v).ShouldBe(0, 0.03);
            values.Average(v => v * v * v * v).ShouldBe(3, 0.08);
            (values.Count(v => Math.Abs(v) > 1) / 400_000.0).ShouldBe(0.31731, 0.004);
            (values.Count(v => Math.Abs(v) > 3) / 400_000.0).ShouldBe(0.0027, 0.0005);
            values.Max(Math.Abs).ShouldBeInRange(4.2, 6.8);
            // Partners of one pair (cosine and sine) and neighbours do not follow each other.
            for (int lag = 1; lag <= 16; lag *= 2)
            {
                double sum = 0;
                for (int i = lag; i < values.Length; i++) sum += values[i] * values[i - lag];
                (sum / values.Length).ShouldBe(0, 0.008);
            }
        }
    }

    [Fact]
    public void ShufflingGivesEveryOrderEquallyOften()
    {
        var rng = new Rng(4);
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 24_000; i++)
        {
            string order = string.Join(' ', rng.Permutation(4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        counts.Count.ShouldBe(24);
        counts.Values.Sum(c => (c - 1000.0) * (c - 1000.0) / 1000).ShouldBeLessThan(23 + 5 * Math.Sqrt(46));
        rng.Permutation(0).ShouldBeEmpty();
        rng.Permutation(1000).Order().ShouldBe(Enumerable.Range(0, 1000));
    }

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        var rng = new Rng(1);
        Should.Throw<ArgumentOutOfRangeException>(() => rng.NextInt(0)).Message.ShouldContain("received 0");
        Should.Throw<ArgumentOutOfRangeException>(() => rng.Permutation(-1)).Message.ShouldContain("received -1");
        Should.Throw<ArgumentException>(() => rng.FillUniform(new float[1], 1, 0)).Message.ShouldContain("low = 1, high = 0");
        Should.Throw<ArgumentException>(() => rng.FillUniform(new float[1], float.NaN, 0));
        Should.Throw<ArgumentException>(() => rng.FillUniform(new float[1], float.MinValue, float.MaxValue));
        Should.Throw<ArgumentException>(() => rng.FillUniform(new double[1], 0, double.PositiveInfinity));
        Should.Throw<ArgumentException>(() => rng.FillNormal(new float[1], 0, -1)).Message.ShouldContain("standardDeviation = -1");
        Should.Throw<ArgumentException>(() => rng.FillNormal(new double[1], double.NaN));
        rng.Counter.ShouldBe(0ul);
    }

    [Fact]
    public void FillsAllocateNothing()
    {
        var rng = new Rng(1);
        var values = new float[1000];
        rng.FillNormal(values);
        rng.NextInt(5);
        rng.NextNormal();
        Allocated.By(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                rng.FillNormal(values);
                rng.FillUniform(values);
                rng.NextInt(5);
                rng.NextNormal();
            }
        }).ShouldBe(0);
    }
}
