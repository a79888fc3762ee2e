using Cajal.Insight;
using FsCheck;
using FsCheck.Fluent;

namespace Cajal.Tests.Insight.Figures;

public class TicksTests
{
    [Fact]
    public void Labels_are_round_inside_rising_apart_and_do_not_touch()
    {
        var cases = from low in Gen.Choose(-1000, 1000)
                    from size in Gen.Choose(-12, 12)
                    from range in Gen.Choose(1, 1000)
                    from length in Gen.Choose(80, 900)
                    from sideways in Gen.Elements(true, false)
                    select (low, size, range, length, sideways);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            double unit = Math.Pow(10, c.size);
            var scale = new Scale(c.low * unit, (c.low + c.range) * unit, false, 0, c.length);
            Holds(Ticks.Of(scale, c.sideways), scale, c.sideways);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Log_labels_are_inside_rising_apart_and_do_not_touch()
    {
        var cases = from low in Gen.Choose(-250, 200)
                    from decades in Gen.Choose(1, 400)
                    from length in Gen.Choose(80, 900)
                    from sideways in Gen.Elements(true, false)
                    select (low, decades, length, sideways);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var scale = new Scale(Math.Pow(10, c.low / 10.0), Math.Pow(10, (c.low + c.decades) / 10.0), true, 0, c.length);
            Holds(Ticks.Of(scale, c.sideways), scale, c.sideways);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0, 1, 600, "0.1")]
    [InlineData(0, 1000, 600, "100")]
    [InlineData(-1, 1, 300, "−0.5")]
    [InlineData(0, 3e7, 500, "2.0·10⁷")]
    [InlineData(0, 2e-6, 500, "1.0·10⁻⁶")]
    public void Numbers_are_written_as_people_do(double low, double high, double length, string expected) =>
        Ticks.Of(new Scale(low, high, false, 0, length), sideways: true).Labels.ShouldContain(expected);

    [Fact]
    public void Powers_of_ten_are_marked_on_a_log_axis() =>
        Ticks.Of(new Scale(1e-5, 100, true, 0, 600), sideways: true).Labels.ShouldBe(["10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1", "10", "100"]);

    private static void Holds(Ticks ticks, Scale scale, bool sideways)
    {
        ticks.Places.Length.ShouldBeGreaterThanOrEqualTo(2);
        ticks.Labels.ShouldBe(ticks.Labels.Distinct(), $"{scale.Low} to {scale.High}");
        double room = (scale.High - scale.Low) * 1e-6;
        for (int i = 0; i < ticks.Places.Length; i++)
        {
            ticks.Places[i].ShouldBeInRange(scale.Low - room, scale.High + room);
            if (i == 0) continue;
            ticks.Places[i].ShouldBeGreaterThan(ticks.Places[i - 1]);
            double apart = Math.Abs(scale.At(ticks.Places[i]) - scale.At(ticks.Places[i - 1]));
            // Two labels at the ends are the least there is.
            if (ticks.Places.Length > 2)
                apart.ShouldBeGreaterThan(sideways ? (TextSize.Width(ticks.Labels[i], TextSize.Tick) + TextSize.Width(ticks.Labels[i - 1], TextSize.Tick)) / 2 : TextSize.Tick);
        }
    }
}
