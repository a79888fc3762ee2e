using Cajal.Insight;

namespace Cajal.Tests.Insight.Trust;

public class CalibrationCheckTests
{
    // Answers of a network that is exactly as often right as it says: logits by seed, labels drawn from their softmax.
    private static (double[][] Logits, int[] Labels) Perfect(ulong seed, int count, int classes = 4)
    {
        var rng = new Rng(seed);
        double[][] logits = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, classes).Select(_ => 1.5 * rng.NextNormal()).ToArray())];
        return (logits, Array.ConvertAll(logits, z =>
        {
            double[] p = Softmax(z);
            double u = rng.NextDouble();
            for (int c = 0; c < p.Length; c++)
                if ((u -= p[c]) < 0) return c;
            return p.Length - 1;
        }));
    }

    private static double[] Softmax(double[] z)
    {
        double[] e = Array.ConvertAll(z, Math.Exp);
        return Array.ConvertAll(e, v => v / e.Sum());
    }

    private static Calibration Judge(double[][] logits, int[] labels)
    {
        double[][] p = Array.ConvertAll(logits, Softmax);
        return new([.. p.Select(s => s.Max())], [.. p.Select((s, i) => Array.IndexOf(s, s.Max()) == labels[i])]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(5000)]
    public void The_floor_is_what_a_perfect_network_is_measured_at(int count)
    {
        double[] errors = [.. Enumerable.Range(0, 20).Select(seed => Judge(Perfect((ulong)seed, count).Logits, Perfect((ulong)seed, count).Labels).Error)];
        var (logits, labels) = Perfect(99, count);
        var floor = Judge(logits, labels).Floor();
        floor.Mean.ShouldBe(errors.Average(), 0.15 * errors.Average());
        floor.High.ShouldBeGreaterThan(floor.Mean);
        errors.Count(e => e > floor.High).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void Logits_three_times_too_large_are_caught_and_mended_and_the_same_network_is_not()
    {
        int caught = 0, alarms = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var (logits, labels) = Perfect(seed, 400);
            double[][] sharp = Array.ConvertAll(logits, z => Array.ConvertAll(z, v => 3 * v));
            var before = new CalibrationCheck("validation", Judge(sharp, labels), Temperature.Of(sharp, labels));
            if (before.IsOff) caught++;
            before.Temperature!.Value.ShouldBe(3, 0.8);
            before.Temperature.ErrorAfter.ShouldBeLessThan(before.Temperature.ErrorBefore / 2);
            before.Temperature.LossAfter.ShouldBeLessThan(before.Temperature.LossBefore);
            if (new CalibrationCheck("validation", Judge(logits, labels), null).IsOff) alarms++;
        }
        caught.ShouldBe(20);
        alarms.ShouldBe(0);
    }

    [Fact]
    public void A_temperature_needs_examples() => Should.Throw<ArgumentException>(() => Temperature.Of([[0, 1]], [1])).Message.ShouldContain("one half");
}
