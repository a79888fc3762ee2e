using Cajal.Insight;

namespace Cajal.Tests.Insight.Figures;

public class SurfaceTests
{
    [Fact]
    public void A_ring_of_a_cone_is_a_circle()
    {
        var cone = Surface.Of((x, y) => 2 - Math.Sqrt(x * x + y * y), -2, 2, -2, 2, 81);
        var ring = cone.Rings(1).ShouldHaveSingleItem();
        foreach (var (x, y) in ring) Math.Sqrt(x * x + y * y).ShouldBe(1, 0.002);
        Area(ring).ShouldBe(Math.PI, 0.01);
    }

    [Fact]
    public void What_reaches_the_edge_is_closed_along_it_and_a_hole_turns_the_other_way()
    {
        var plane = Surface.Of((x, y) => x, 0, 1, 0, 1, 5).Rings(0.5).ShouldHaveSingleItem();
        Area(plane).ShouldBe(0.5, 1e-9);
        var hole = Surface.Of((x, y) => Math.Sqrt(x * x + y * y), -2, 2, -2, 2, 81).Rings(1);
        hole.Count.ShouldBe(2);
        hole.Sum(Signed).ShouldBe(Math.Sign(hole.Sum(Signed)) * (16 - Math.PI), 0.02);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_left_out_and_counted()
    {
        var holes = Surface.Of((x, y) => x > 0.5 ? double.NaN : x + y, 0, 1, 0, 1, 11);
        Area(holes.Rings(double.NegativeInfinity).ShouldHaveSingleItem()).ShouldBe(0.5, 1e-9);
        new Drawn(new Chart("holes").Contour(holes)).Words.ShouldContain("Left out: 55 numbers that are not finite (×).");
        new Drawn(new Chart("nothing").Contour(Surface.Of((_, _) => double.NaN, 0, 1, 0, 1, 3)).Level("l", holes, 0.2).Probability(holes));
    }

    [Fact]
    public void A_network_is_measured_in_one_batch_at_the_places_of_a_function()
    {
        int calls = 0;
        var net = Surface.Of(x => { calls++; return x.Slice(1, 0..1) - 2 * x.Slice(1, 1..2); }, -1, 1, 0, 2, 9);
        calls.ShouldBe(1);
        net.Heights.ShouldBe(Surface.Of((x, y) => x - 2 * y, -1, 1, 0, 2, 9).Heights, 1e-6);
    }

    [Fact]
    public void Bands_rise_from_the_lowest_colour_to_the_highest()
    {
        var drawn = new Drawn(new Chart("bands").Contour(Surface.Of((x, y) => x, 0, 1, 0, 1), bands: 4));
        string[] colours = [.. drawn.Paths(drawn.Area).Select(p => p.Attribute("fill")!.Value)];
        colours.Length.ShouldBe(4);
        colours.Select(Lightness).ShouldBe(colours.Select(Lightness).Order());
    }

    [Fact]
    public void Maps_of_colours_are_monotone_in_lightness()
    {
        double[] rising = [.. Enumerable.Range(0, 101).Select(i => Lightness(ColourMap.Sequential.At(i / 100.0)))];
        rising.ShouldBe(rising.Order());
        double[] both = [.. Enumerable.Range(0, 101).Select(i => Lightness(ColourMap.Diverging.At(i / 100.0)))];
        both.Take(51).ShouldBe(both.Take(51).Order());
        both.Skip(50).ShouldBe(both.Skip(50).OrderDescending());
    }

    private static double Lightness(string colour)
    {
        double Linear(int at) => Math.Pow(Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0, 2.2);
        return 0.2126 * Linear(1) + 0.7152 * Linear(3) + 0.0722 * Linear(5);
    }

    private static double Area(List<(double X, double Y)> ring) => Math.Abs(Signed(ring));

    private static double Signed(List<(double X, double Y)> ring) =>
        ring.Zip(ring.Skip(1).Append(ring[0]), (a, b) => a.X * b.Y - b.X * a.Y).Sum() / 2;
}
