using Cajal.Benchmarks.Measuring;

namespace Cajal.Tests.Benchmarks;

public class TimingTests
{
    [Fact]
    public void Blocks_are_of_one_size_and_grow_until_they_last_long_enough()
    {
        var calls = new List<int>();
        double[] seconds = new Timing(Blocks: 4, BlockSeconds: 0.02, WarmSeconds: 0).Measure(runs =>
        {
            calls.Add(runs);
            Thread.Sleep(runs);
        });
        seconds.Length.ShouldBe(4);
        calls[0].ShouldBe(1);
        calls[^5..].Distinct().Count().ShouldBe(1, "the last of the warm-up and the timed ones");
        calls[^1].ShouldBeGreaterThan(4);
        seconds.ShouldAllBe(s => s >= 0.001);
    }

    [Theory]
    [InlineData(new[] { 3.0, 1, 2 }, 2.0)]
    [InlineData(new[] { 4.0, 1, 2, 3 }, 2.5)]
    [InlineData(new[] { 7.0 }, 7.0)]
    public void The_median_is_the_middle(double[] values, double median) => Figures.Median(values).ShouldBe(median);

    [Fact]
    public void The_mean_of_ratios_is_geometric() => Figures.GeometricMean([0.5, 2, 8]).ShouldBe(2, 1e-12);

    [Fact]
    public void Busy_seconds_leave_idle_and_waiting_out() =>
        Noise.BusySeconds("cpu  100 20 30 5000 700 6 7 8 99 0").ShouldBe(1.71, 1e-9);

    [Fact]
    public void Allocation_is_counted_per_run()
    {
        byte[]? kept = null;
        Allocation.PerRun(runs => { for (int i = 0; i < runs; i++) kept = new byte[1000]; }, 50).ShouldBeInRange(1000, 1100);
        GC.KeepAlive(kept);
        Allocation.PerRun(_ => { }, 50).ShouldBe(0);
    }
}
