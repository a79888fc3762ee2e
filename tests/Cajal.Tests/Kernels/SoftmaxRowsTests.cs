using System.Numerics;

namespace Cajal.Tests.Kernels;

/// <summary>Softmax, its logarithm and cross-entropy over rows meet plain loops.</summary>
public unsafe class SoftmaxRowsTests
{
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 100, 127, 128, 129, 1000, 1001];

    private static T[] Numbers<T>(int count, Rng rng, double spread) where T : unmanaged, INumber<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(rng.NextNormal() * spread))];

    /// <summary>What softmax means: powers of what is left below the largest, by their sum.</summary>
    private static double[] Plain(double[] row)
    {
        double top = row.Max();
        double[] powers = [.. row.Select(v => Math.Exp(v - top))];
        return [.. powers.Select(p => p / powers.Sum())];
    }

    [Fact]
    public void Thousands_of_rows_meet_plain_loops()
    {
        var rng = new Rng(1);
        for (int trial = 0; trial < Trials.Of(400); trial++)
        {
            int length = trial % 3 == 0 ? Lengths[rng.NextInt(Lengths.Length)] : 1 + rng.NextInt(70), rows = rng.NextInt(12);
            double spread = Math.Pow(10, rng.NextInt(4) - 1);
            Check<float>(rows, length, spread, rng, 1e-6);
            Check<double>(rows, length, spread, rng, 1e-14);
        }
        Check<float>(3000, 10, 1, rng, 1e-6); // enough for several chunks, threads and groups of logarithms
        Check<double>(130, 200, 1, rng, 1e-14);
    }

    private static void Check<T>(int rows, int length, double spread, Rng rng, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T guard = T.CreateTruncating(77);
        T[] x = Numbers<T>(rows * length, rng, spread), y = [.. x, guard], logs = [.. x, guard];
        SoftmaxRows.Softmax<T>(x, length, y.AsSpan(0, x.Length));
        SoftmaxRows.LogSoftmax<T>(x, length, logs.AsSpan(0, x.Length));
        for (int r = 0; r < rows; r++)
        {
            double[] expected = Plain([.. x[(r * length)..((r + 1) * length)].Select(double.CreateChecked)]);
            for (int i = 0; i < length; i++)
            {
                double share = double.CreateChecked(y[r * length + i]), log = double.CreateChecked(logs[r * length + i]);
                // The rounding of x − max enters the power once more for each unit it is away from 0.
                double allowed = tolerance * (1 + Math.Abs(Math.Log(expected[i] + 1e-300))) * expected[i] + double.CreateChecked(T.Epsilon) * 2;
                if (!(Math.Abs(share - expected[i]) <= allowed)) Assert.Fail($"{typeof(T).Name} {rows}x{length}: {share:R} instead of {expected[i]:R}");
                if (expected[i] > 0 && !(Math.Abs(log - Math.Log(expected[i])) <= tolerance * (1 + Math.Abs(log))))
                    Assert.Fail($"{typeof(T).Name} {rows}x{length}: logarithm {log:R} instead of {Math.Log(expected[i]):R}");
            }
        }
        (y[^1], logs[^1]).ShouldBe((guard, guard));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(50)]
    public void Rows_with_infinities_and_NaN(int length)
    {
        foreach (int place in new[] { 0, 1, length - 1 })
        {
            float[] x = [.. Enumerable.Range(0, 3 * length).Select(i => (float)(i % 5))], y = new float[x.Length], logs = new float[x.Length];
            x[place] = float.NegativeInfinity;
            x[length + place] = float.NaN;
            x[2 * length + place] = float.PositiveInfinity;
            SoftmaxRows.Softmax<float>(x, length, y);
            SoftmaxRows.LogSoftmax<float>(x, length, logs);
            (y[place], logs[place]).ShouldBe((0, float.NegativeInfinity));
            y[..length].Sum().ShouldBe(1, 1e-6f);
            y[length..(2 * length)].ShouldAllBe(v => float.IsNaN(v));
            logs[length..(2 * length)].ShouldAllBe(v => float.IsNaN(v));
            y[2 * length + place].ShouldBe(float.NaN);
        }
    }

    [Fact]
    public void A_class_that_is_sure_keeps_the_digits_of_its_small_loss()
    {
        float[] x = [0, -12, -13], logs = new float[3];
        SoftmaxRows.LogSoftmax<float>(x, 3, logs);
        double exact = -Math.Log(1 + Math.Exp(-12) + Math.Exp(-13));
        ((double)logs[0]).ShouldBe(exact, 1e-6 * Math.Abs(exact));
    }

    [Fact]
    public void Cross_entropy_is_what_single_steps_give_bit_for_bit()
    {
        var rng = new Rng(4);
        for (int trial = 0; trial < Trials.Of(300); trial++)
        {
            int classes = 1 + rng.NextInt(trial % 10 == 0 ? 300 : 40), rows = 1 + rng.NextInt(trial % 50 == 0 ? 2000 : 20);
            CrossEntropy<float>(rows, classes, rng, trial);
            CrossEntropy<double>(rows, classes, rng, trial);
        }
    }

    private static void CrossEntropy<T>(int rows, int classes, Rng rng, int trial) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = Numbers<T>(rows * classes, rng, 3), shares = Numbers<T>(rows, rng, 0.1), logs = new T[x.Length], losses = new T[rows], dx = new T[x.Length];
        if (trial % 4 == 0) Array.Fill(shares, T.CreateChecked(1.0 / rows));
        if (trial % 7 == 0) shares[0] = T.Zero;
        int[] narrow = [.. shares.Select(_ => rng.NextInt(classes))];
        long[] wide = [.. narrow.Select(label => (long)label)];
        long? ignored = trial % 3 == 0 ? rng.NextInt(classes) : null;
        fixed (int* n = narrow)
        fixed (long* w = wide)
        {
            var labels = trial % 2 == 0 ? new RowLabels(n, null, ignored) : new RowLabels(null, w, ignored);
            CrossEntropyRows.Forward(x, classes, labels, logs, losses);
            CrossEntropyRows.Backward<T>(logs, classes, labels, shares, dx);
        }
        T[] plainLogs = new T[x.Length], powers = new T[x.Length];
        SoftmaxRows.LogSoftmax<T>(x, classes, plainLogs);
        UnaryLoop<Exp, T>.Run(default, plainLogs, powers);
        logs.ShouldBe(plainLogs);
        for (int r = 0; r < rows; r++)
        {
            bool counts = narrow[r] != ignored;
            Same(losses[r], -(counts ? logs[r * classes + narrow[r]] : T.Zero));
            T[] gradient = new T[classes];
            if (counts) gradient[narrow[r]] = shares[r];
            for (int i = 0; i < classes; i++) gradient[i] = -gradient[i];
            T sum = T.Zero;
            foreach (T g in gradient) sum += g;
            for (int i = 0; i < classes; i++) Same(dx[r * classes + i], gradient[i] - powers[r * classes + i] * sum);
        }
    }

    private static void Same<T>(T found, T expected) where T : IFloatingPointIeee754<T>
    {
        if (found != expected || T.IsNegative(found) != T.IsNegative(expected)) Assert.Fail($"{found} instead of {expected}");
    }
}

[Collection(nameof(ThreadCount))]
public class SoftmaxThreadsTests : IDisposable
{
    private readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        foreach (int length in new[] { 3, 10, 16, 37, 1000, 100_000 })
        {
            float[] x = new float[200_000 / length * length], first = [];
            new Rng(1).FillNormal(x);
            foreach (int threads in new[] { 1, 2, 5 })
            {
                Workers.Count = threads;
                float[] y = new float[x.Length], logs = new float[x.Length];
                SoftmaxRows.Softmax<float>(x, length, y);
                SoftmaxRows.LogSoftmax<float>(x, length, logs);
                if (first.Length == 0) first = [.. y, .. logs];
                else first.AsSpan().SequenceEqual([.. y, .. logs]).ShouldBeTrue($"{threads} threads, rows of {length}");
            }
        }
    }
}
