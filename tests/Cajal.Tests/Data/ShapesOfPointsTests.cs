using Cajal.Data;
using static Cajal.Tests.Data.GeneratorTests;

namespace Cajal.Tests.Data;

/// <summary>The other drawn sets: moons, blobs, rings, checkerboard, sine.</summary>
public class ShapesOfPointsTests
{
    private static Dataset Clean(string name) => Datasets.Load(name, new DatasetOptions { Noise = 0, Count = 1000 });

    [Fact]
    public void MoonsAreHalfCirclesOfRadiusOne()
    {
        var data = Clean("moons");
        var (x1, x2) = Points(data);
        int[] labels = Labels(data);
        for (int i = 0; i < 1000; i++)
        {
            var (centre1, centre2) = labels[i] == 0 ? (0.0, 0.0) : (1.0, 0.5);
            Math.Sqrt(Math.Pow(x1[i] - centre1, 2) + Math.Pow(x2[i] - centre2, 2)).ShouldBe(1, 1e-5);
            (labels[i] == 0 ? x2[i] : 0.5 - x2[i]).ShouldBeGreaterThanOrEqualTo(-1e-5);
        }
    }

    [Fact]
    public void BlobsAreFourCloudsOfEqualSize()
    {
        var data = Datasets.Load("blobs");
        ((ClassTargets)data.Targets!).ClassCounts().ShouldBe([150, 150, 150, 150]);
        data.Task.ShouldBe(TaskKind.Classes);
        PlaygroundTests.NeighboursAgree(data).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void RingsHaveRadiusOneTwoThree()
    {
        var data = Clean("rings");
        var (x1, x2) = Points(data);
        int[] labels = Labels(data);
        for (int i = 0; i < 1000; i++) Math.Sqrt(x1[i] * x1[i] + x2[i] * x2[i]).ShouldBe(labels[i] + 1, 1e-5);
    }

    [Fact]
    public void CheckerboardFieldsAlternate()
    {
        var data = Clean("checkerboard");
        var (x1, x2) = Points(data);
        int[] labels = Labels(data);
        for (int i = 0; i < 1000; i++)
            labels[i].ShouldBe(((int)Math.Floor(x1[i] / 2) + (int)Math.Floor(x2[i] / 2)) & 1);
        labels.Average().ShouldBe(0.5, 0.08);
    }

    [Fact]
    public void SineIsSineOfItsOneColumn()
    {
        var data = Clean("sine");
        data.ExampleShape.ShouldBe(Shape.Of(1));
        var (x, _) = Points(data);
        Numbers(data).ShouldBe(x.Select(v => (double)(float)Math.Sin(v)));
        (x.Min(), x.Max()).ShouldSatisfyAllConditions(r => r.Item1.ShouldBeLessThan(-4.6), r => r.Item2.ShouldBeGreaterThan(4.6));
    }
}
