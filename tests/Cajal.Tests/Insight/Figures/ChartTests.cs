using Cajal.Insight;

namespace Cajal.Tests.Insight.Figures;

public class ChartTests
{
    [Fact]
    public void A_title_with_markup_stays_a_title()
    {
        const string Hostile = "<script>alert('1')</script> & \"more\" \u0001\ud800";
        var drawn = new Drawn(new Chart(Hostile, Hostile, Hostile).Line(Hostile, [1, 2, 3]).RuleX(1, Hostile).Note(1, 2, Hostile));
        drawn.Title.ShouldStartWith("<script>");
        drawn.Root.Descendants().ShouldNotContain(e => e.Name.LocalName == "script");
        string.Concat(drawn.Words).ShouldNotContain("\u0001");
    }

    [Fact]
    public void Numbers_that_are_not_finite_leave_a_gap_and_are_counted()
    {
        var drawn = new Drawn(new Chart("gap").Line("", [1, 2, double.NaN, 4, 5, double.PositiveInfinity]));
        drawn.Words.ShouldContain("Left out: 2 numbers that are not finite (×).");
        drawn.Description.ShouldContain("Left out: 2");
        string path = drawn.Paths(drawn.Area).First().Attribute("d")!.Value;
        path.Count(c => c == 'M').ShouldBe(2);
        path.Count(c => c == 'L').ShouldBe(2);
    }

    [Fact]
    public void A_log_axis_says_what_has_no_place_on_it()
    {
        var drawn = new Drawn(new Chart("log", "step", "loss").Line("", [10, 0, 0.1, -3]).LogY());
        drawn.Words.ShouldContain("loss (log scale)");
        drawn.Words.ShouldContain("Left out: 2 at or below zero, which have no place on a log scale (×).");
        drawn.Words.ShouldContain("0.1");
    }

    [Fact]
    public void Nothing_one_point_and_only_NaN_still_draw()
    {
        foreach (bool log in new[] { false, true })
            foreach (double[] values in new double[][] { [], [3], [double.NaN], [0], [1e300, -1e300], [1e-310, 2e-310], [1e15, 1e15 + 1] })
            {
                var chart = new Chart("few").Line("l", values).Scatter("s", values, values).Band("l", values, values, values).Histogram("h", values);
                if (log) chart.LogX().LogY();
                new Drawn(chart).Root.ToString().ShouldNotContain("NaN,");
            }
        new Drawn(new Chart("empty")).Words.ShouldContain("Nothing to draw.");
    }

    [Fact]
    public void The_legend_and_all_words_of_the_axes_lie_outside_of_the_data()
    {
        string[] names = [.. Enumerable.Range(0, 12).Select(i => $"a series with a rather long name {i}")];
        var chart = new Chart("A title that is so long that it needs to be written in two lines, because nobody would read it in one", "x", "y");
        foreach (string name in names) chart.Line(name, [1, 2, 3]);
        var drawn = new Drawn(chart);
        double top = Drawn.Number(drawn.Area, "y"), bottom = top + Drawn.Number(drawn.Area, "height"), left = Drawn.Number(drawn.Area, "x");
        foreach (string name in names) drawn.Words.ShouldContain(name);
        foreach (var text in drawn.Texts)
        {
            double y = Drawn.Number(text, "y"), x = Drawn.Number(text, "x");
            (y <= top - 4 || y >= bottom + 10 || (x <= left && text.Attribute("text-anchor")?.Value == "end")).ShouldBeTrue($"'{text.Value}' at {x}, {y} lies in the data");
        }
    }

    [Fact]
    public void A_million_points_draw_as_few_as_there_are_pixels_and_keep_their_extremes()
    {
        var y = new double[1_000_000];
        for (int i = 0; i < y.Length; i++) y[i] = Math.Sin(i / 1e4);
        (y[123_456], y[654_321]) = (50, -50);
        var chart = new Chart("many").Line("", y);
        string svg = chart.ToSvg();
        svg.Length.ShouldBeLessThan(100_000);
        var area = new Drawn(chart).Area;
        double top = Drawn.Number(area, "y"), height = Drawn.Number(area, "height");
        string path = new Drawn(chart).Paths(area).First().Attribute("d")!.Value;
        double[] drawn = [.. path.Split('M', 'L').Skip(1).Select(p => double.Parse(p.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];
        // Both spikes reach the ends, but for the room of 4 % of 108.
        drawn.Min().ShouldBe(top + height * 0.04 / 1.08, 0.2);
        drawn.Max().ShouldBe(top + height * 1.04 / 1.08, 0.2);
        new Chart("cloud").Scatter("", y, y).ToSvg().Length.ShouldBeLessThan(200_000);
    }

    [Fact]
    public void Light_dark_and_the_reader_s_own_choice_differ_in_the_style_sheet_only()
    {
        var chart = new Chart("themes").Line("a", [1, 2]);
        Drawn light = new(chart, Theme.Light), dark = new(chart, Theme.Dark), auto = new(chart, Theme.Auto);
        light.Style.ShouldContain("fill:#ffffff");
        light.Style.ShouldNotContain("prefers-color-scheme");
        dark.Style.ShouldNotContain("fill:#ffffff");
        auto.Style.ShouldContain("@media (prefers-color-scheme:dark)");
        light.Area.ToString().ShouldBe(dark.Area.ToString());
        light.Root.Attribute("role")!.Value.ShouldBe("img");
        light.Root.Attribute("aria-labelledby")!.Value.ShouldContain(light.Root.Elements().First().Attribute("id")!.Value);
    }

    [Fact]
    public void The_same_figure_has_the_same_bytes_in_every_culture()
    {
        string Draw() => new Chart("same", "x", "y").Line("a", [0.5, -1.25, 1e-7]).Histogram("b", [-1, 2, 3.5]).HeatMap(Tensor.From(new[,] { { 0.5, -1.5 } }), numbers: true).ToSvg();
        string here = Draw();
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "de-DE", "sv-SE", "ar-SA" })
            {
                Thread.CurrentThread.CurrentCulture = new(culture);
                Draw().ShouldBe(here);
            }
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_band_takes_the_colour_of_its_line_and_one_entry_of_the_legend()
    {
        var drawn = new Drawn(new Chart("band").Line("other", [1, 2]).Line("run", [1, 2]).Band("run", [0, 1], [0, 1], [2, 3]));
        drawn.Words.Count(w => w == "run").ShouldBe(1);
        string line = drawn.Paths(drawn.Area).ElementAt(1).Attribute("class")!.Value, band = drawn.Paths(drawn.Area).ElementAt(2).Attribute("class")!.Value;
        line[1..].ShouldBe(band[1..]);
    }

    [Fact]
    public void Lengths_that_differ_are_refused_with_both()
    {
        Should.Throw<ArgumentException>(() => new Chart("wrong").Line("", [1, 2], [1])).Message.ShouldContain("received 2 and 1");
        Should.Throw<ArgumentException>(() => new Chart("wrong").Bars("", ["a"], [1, 2]));
    }

    [Fact]
    public void The_edge_around_points_lies_below_their_colour_so_that_a_crowd_keeps_it()
    {
        var drawn = new Drawn(new Chart("crowd").Scatter("a", new double[40], new double[40]));
        drawn.Paths(drawn.Area).ShouldContain(p => p.Attribute("paint-order") != null && p.Attribute("paint-order")!.Value == "stroke");
    }

    [Fact]
    public void Numbers_in_cells_are_no_wider_than_their_cells()
    {
        var drawn = new Drawn(new Chart("filter").Size(360, 320).HeatMap(Tensor.From(new[,] { { 0.1234f, -0.0456f, 0.3f, 0.2f, 0.1f } }), numbers: true));
        double size = drawn.Area.Descendants().Where(e => e.Value == "−0.0456").Max(e => Drawn.Number(e, "font-size"));
        TextSize.Width("−0.0456", size).ShouldBeLessThan(Drawn.Number(drawn.Area, "width") / 5);
    }
}
