using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cajal.Insight;
using Cajal.Lectures;
using Cajal.Networks;
using Cajal.Tests.Insight.Figures;

namespace Cajal.Tests.Lectures.Figures;

public class LectureFigureTests
{
    public static TheoryData<string> Names => [.. LectureFigure.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_from_its_run_the_same_each_time_and_says_its_numbers(string name)
    {
        var figure = LectureFigure.All.Single(f => f.Name == name);
        var first = figure.Draw();
        var drawn = new Drawn(first.Figure);
        drawn.Title.Length.ShouldBeInRange(20, 120);
        Regex.Matches(first.Caption, "[0-9]+").Count.ShouldBeGreaterThan(3);
        first.Caption.ShouldNotContain("NaN");
        drawn.Words.ShouldNotContain("Nothing to draw.");
        var again = figure.Draw();
        again.Caption.ShouldBe(first.Caption);
        again.Figure.ToSvg().ShouldBe(first.Figure.ToSvg());
        first.Figure.ToSvg().Length.ShouldBeLessThan(400_000);
    }

    [Fact]
    public void Names_are_file_names_and_each_comes_once()
    {
        foreach (var figure in LectureFigure.All) figure.Name.ShouldMatch("^[a-z0-9-]+$");
        LectureFigure.All.Select(f => f.Name).ShouldBeUnique();
    }

    [Fact]
    public void Every_optimizer_of_the_house_takes_part_in_the_race() => OptimizerRace.Names.Order().ShouldBe(Optimizer.Catalog.Names.Order());

    [Fact]
    public void A_cancelled_figure_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() => LectureFigure.All.Single(f => f.Name == "capacity").Draw(cancelled.Token));
    }

    [Fact]
    public void The_page_and_the_sheet_hold_every_figure_and_load_nothing()
    {
        (string Name, DrawnFigure Drawn)[] figures = [.. LectureFigure.All.Take(2).Select(f => (f.Name, f.Draw()))];
        string html = GalleryPage.ToHtml(figures, Theme.Dark), sheet = ContactSheet.ToSvg([.. figures.Select(f => f.Drawn)]);
        foreach (var (name, drawn) in figures)
        {
            html.ShouldContain($"id=\"{name}\"");
            sheet.ShouldContain(Svg.Escape(drawn.Figure.Title));
        }
        Regex.Matches(html, "(src|href)=\"[^#]").ShouldBeEmpty();
        XDocument.Parse(sheet).Root!.Elements().Count(e => e.Name.LocalName == "svg").ShouldBe(2);
        Regex.Matches(html, "id=\"([^\"]+)\"").Select(m => m.Value).ShouldBeUnique();
    }
}
