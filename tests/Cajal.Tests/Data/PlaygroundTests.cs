using Cajal.Data;
using static Cajal.Tests.Data.GeneratorTests;

namespace Cajal.Tests.Data;

/// <summary>The six sets of the Playground have its geometry: sizes, ranges, labels.</summary>
public class PlaygroundTests
{
    private static Dataset Load(string name, double noise) => Datasets.Load(name, new DatasetOptions { Noise = noise, Count = 2000 });

    [Theory]
    [InlineData("circle", 500, TaskKind.Binary)]
    [InlineData("xor", 500, TaskKind.Binary)]
    [InlineData("gauss", 500, TaskKind.Binary)]
    [InlineData("spiral", 500, TaskKind.Binary)]
    [InlineData("plane", 1200, TaskKind.Numbers)]
    [InlineData("multi-gauss", 1200, TaskKind.Numbers)]
    public void SizesAndTasks(string name, int count, TaskKind task)
    {
        var data = Datasets.Load(name);
        (data.Count, data.Task).ShouldBe((count, task));
        data.ExampleShape.ShouldBe(Shape.Of(2));
        if (task == TaskKind.Binary) ((ClassTargets)data.Targets!).ClassNames.ShouldBe(["-1", "+1"]);
    }

    [Fact]
    public void CircleIsADiscOfHalfTheRadiusInARing()
    {
        var data = Load("circle", 0);
        var (x1, x2) = Points(data);
        int[] labels = Labels(data);
        double[] radii = [.. x1.Zip(x2, (a, b) => Math.Sqrt(a * a + b * b))];
        radii.Where((_, i) => labels[i] == 1).ShouldAllBe(r => r < 2.5001);
        radii.Where((_, i) => labels[i] == 0).ShouldAllBe(r => r > 3.4999 && r < 5.0001);
        labels.Sum().ShouldBe(1000);
        radii.Max().ShouldBeGreaterThan(4.9);
        // Noise changes classes, never places.
        int[] noisy = Labels(Load("circle", 0.5));
        noisy.Zip(Enumerable.Range(0, 2000)).Count(p => p.First == 1 == p.Second < 1000).ShouldBeInRange(1200, 1900);
    }

    [Fact]
    public void XorIsTheSignOfTheProductWithAGapAlongTheAxes()
    {
        var data = Load("xor", 0);
        var (x1, x2) = Points(data);
        int[] labels = Labels(data);
        for (int i = 0; i < 2000; i++) labels[i].ShouldBe(x1[i] * x2[i] >= 0 ? 1 : 0);
        x1.Concat(x2).ShouldAllBe(x => Math.Abs(x) > 0.2999 && Math.Abs(x) < 5.3001);
        x1.Max().ShouldBeGreaterThan(5.2);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 4)]
    public void GaussHasVarianceByNoise(double noise, double variance)
    {
        var data = Load("gauss", noise);
        var (x1, x2) = Points(data);
        int[] labels = Labels(data);
        foreach (var (label, centre) in new[] { (1, 2.0), (0, -2.0) })
        {
            double[] values = [.. x1.Concat(x2).Where((_, i) => labels[i % 2000] == label)];
            values.Average().ShouldBe(centre, 5 * Math.Sqrt(variance / 2000));
            values.Average(v => (v - centre) * (v - centre)).ShouldBe(variance, 0.2 * variance);
        }
    }

    [Fact]
    public void SpiralArmsTurnOneAndThreeQuarters()
    {
        var data = Load("spiral", 0);
        var (x1, x2) = Points(data);
        int[] labels = Labels(data);
        labels.Sum().ShouldBe(1000);
        for (int i = 0; i < 2000; i++)
        {
            double radius = Math.Sqrt(x1[i] * x1[i] + x2[i] * x2[i]), angle = 1.75 * Math.Tau * radius / 5 + (labels[i] == 1 ? 0 : Math.PI);
            x1[i].ShouldBe(radius * Math.Sin(angle), 1e-5);
            x2[i].ShouldBe(radius * Math.Cos(angle), 1e-5);
        }
        x1.Max().ShouldBeLessThan(5);
    }

    [Fact]
    public void PlaneIsATenthOfTheSum()
    {
        var data = Load("plane", 0);
        var (x1, x2) = Points(data);
        double[] y = Numbers(data);
        for (int i = 0; i < 2000; i++) y[i].ShouldBe((x1[i] + x2[i]) / 10, 1e-6);
        x1.ShouldAllBe(x => Math.Abs(x) <= 6);
        x1.Max().ShouldBeGreaterThan(5.9);
    }

    [Fact]
    public void MultiGaussHasSixConesOfAlternatingSign()
    {
        var data = Load("multi-gauss", 0);
        var (x1, x2) = Points(data);
        double[] y = Numbers(data);
        ((NumberTargets)data.Targets!).Bounds.ShouldBe((-1, 1));
        for (int i = 0; i < 2000; i++)
        {
            // The nearest centre by column and row; neighbours differ in sign.
            double column = Math.Clamp(Math.Round(x1[i] / 4), -1, 1), row = x2[i] > 0 ? 1 : -1;
            double distance = Math.Sqrt(Math.Pow(x1[i] - 4 * column, 2) + Math.Pow(x2[i] - 2.5 * row, 2));
            double sign = (column == 0 ? -1 : 1) * row;
            y[i].ShouldBe(sign * Math.Max(0, 1 - distance / 2), 1e-6);
        }
    }

    [Fact]
    public void MoreNoiseMakesNearestNeighboursDisagreeMore()
    {
        foreach (string name in new[] { "circle", "xor", "gauss", "spiral" })
        {
            double clean = NeighboursAgree(Load(name, 0)), noisy = NeighboursAgree(Load(name, 0.5));
            clean.ShouldBeGreaterThan(0.97, name);
            noisy.ShouldBeLessThan(clean - 0.02, name);
        }
    }

    internal static double NeighboursAgree(Dataset data)
    {
        var (x1, x2) = Points(data);
        int[] labels = Labels(data);
        int agree = 0, looked = Math.Min(300, data.Count);
        for (int k = 0; k < looked; k++)
        {
            int i = k * data.Count / looked;
            int nearest = Enumerable.Range(0, data.Count).Where(j => j != i)
                .MinBy(j => Math.Pow(x1[i] - x1[j], 2) + Math.Pow(x2[i] - x2[j], 2));
            if (labels[i] == labels[nearest]) agree++;
        }
        return (double)agree / looked;
    }
}
