using Cajal.Data;
using Cajal.Insight;

namespace Cajal.Tests.Insight.Embedding;

public class EmbeddingTests
{
    // Points on an ellipse that lies aslant in four dimensions.
    private static double[,] Aslant(int count)
    {
        var points = new double[count, 4];
        for (int i = 0; i < count; i++)
        {
            double a = 5 * Math.Cos(2 * Math.PI * i / count), b = 2 * Math.Sin(2 * Math.PI * i / count);
            (points[i, 0], points[i, 1], points[i, 2], points[i, 3]) = (3 + 0.6 * a, 0.8 * a - 1, b, 7);
        }
        return points;
    }

    [Fact]
    public void Principal_components_find_the_axes_and_their_shares()
    {
        var found = PrincipalComponents.Of(Aslant(628), 2);
        // Variances 25/2 and 4/2.
        found.Shares[0].ShouldBe(25.0 / 29, 0.01);
        found.Shares[1].ShouldBe(4.0 / 29, 0.01);
        for (int i = 0; i < 628; i += 50)
        {
            Math.Abs(found.Places[i, 0]).ShouldBe(Math.Abs(5 * Math.Cos(2 * Math.PI * i / 628)), 1e-3);
            Math.Abs(found.Places[i, 1]).ShouldBe(Math.Abs(2 * Math.Sin(2 * Math.PI * i / 628)), 1e-3);
        }
    }

    [Fact]
    public void Points_of_fewer_dimensions_than_asked_for_lie_on_a_line()
    {
        var found = PrincipalComponents.Of(new double[,] { { 1 }, { 2 }, { 4 } }, 2);
        found.Shares[0].ShouldBe(1, 1e-9);
        for (int i = 0; i < 3; i++) found.Places[i, 1].ShouldBe(0);
        PrincipalComponents.Of(new double[3, 2], 2).Shares.ShouldBe([0, 0]);
    }

    [Fact]
    public void Tsne_keeps_the_neighbours_of_digits_better_than_two_components_do()
    {
        var (points, labels) = Digits(300);
        double[,] picture = Tsne.Of(points, perplexity: 20), plain = PrincipalComponents.Of(points, 2).Places;
        double kept = KeptNeighbours.Of(points, picture, 10);
        kept.ShouldBeGreaterThan(0.4);
        kept.ShouldBeGreaterThan(KeptNeighbours.Of(points, plain, 10) + 0.15);
        // The nearest point in the plane is the same digit about as often as the nearest picture is.
        SameDigit(picture, labels).ShouldBeGreaterThan(0.9 * SameDigit(points, labels));
        SameDigit(plain, labels).ShouldBeLessThan(0.75 * SameDigit(points, labels));
    }

    [Fact]
    public void The_same_points_give_the_same_picture_and_equal_points_do_not_break_it()
    {
        double[,] points = Aslant(40);
        for (int k = 0; k < 4; k++) points[1, k] = points[0, k];
        Tsne.Of(points, 5).Cast<double>().ShouldBe(Tsne.Of(points, 5).Cast<double>());
        Tsne.Of(new double[10, 3]).Cast<double>().ShouldAllBe(v => double.IsFinite(v));
        Should.Throw<ArgumentException>(() => Tsne.Of(new double[3, 2])).Message.ShouldContain("4 to");
    }

    [Fact]
    public void A_copy_keeps_all_neighbours_and_a_reversal_of_one_axis_too()
    {
        double[,] points = Aslant(50), turned = (double[,])points.Clone();
        for (int i = 0; i < 50; i++) turned[i, 2] = -turned[i, 2];
        KeptNeighbours.Of(points, points, 7).ShouldBe(1);
        KeptNeighbours.Of(points, turned, 7).ShouldBe(1);
        var noise = new Rng(3);
        var strange = new double[50, 2];
        for (int i = 0; i < 50; i++) (strange[i, 0], strange[i, 1]) = (noise.NextDouble(), noise.NextDouble());
        KeptNeighbours.Of(points, strange, 7).ShouldBeLessThan(0.4);
    }

    private static double SameDigit(double[,] points, int[] labels)
    {
        int count = labels.Length;
        double Apart(int i, int j) => Enumerable.Range(0, points.GetLength(1)).Sum(k => (points[i, k] - points[j, k]) * (points[i, k] - points[j, k]));
        return Enumerable.Range(0, count).Count(i => labels[i] == labels[Enumerable.Range(0, count).Where(j => j != i).MinBy(j => Apart(i, j))]) / (double)count;
    }

    private static (double[,] Points, int[] Labels) Digits(int count)
    {
        var data = Datasets.Load("digits", new DatasetOptions { Count = count, Seed = 5 });
        var pictures = (PictureFeatures)data.Features;
        var points = new double[count, pictures.ExampleShape.Count];
        var values = new float[pictures.ExampleShape.Count];
        for (int i = 0; i < count; i++)
        {
            pictures.CopyTo(i, values);
            for (int j = 0; j < values.Length; j++) points[i, j] = values[j] / 255;
        }
        return (points, [.. ((ClassTargets)data.Targets!).Labels.ToArray().Take(count)]);
    }
}
