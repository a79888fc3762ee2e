using Cajal.Benchmarks.Measuring;
using Cajal.Benchmarks.Peers;

namespace Cajal.Benchmarks.Floor;

/// <summary>The floor and Cajal's plan in turns of some milliseconds, so that both have the same weather: what stands between
/// them.</summary>
internal static class FloorBeside
{
    /// <summary>A line of JSON: the median of each, and the median of the turns' ratios.</summary>
    public static string Measure(string name, int batch, int threads, int? bits, int turns, double blockSeconds)
    {
        CpuThreads.Count = threads;
        using var floor = FloorVerb.Make(batch, threads, bits);
        var plan = TrainingWorkloads.All.Single(w => w.Name == name).Variants.Single(v => v.Name == "plan").Prepare();
        var timing = new Timing(1, blockSeconds, 0.3);
        int floorRuns = timing.Warm(floor.Run), planRuns = timing.Warm(plan);
        double[] floors = new double[turns], plans = new double[turns];
        for (int i = 0; i < turns; i++)
        {
            floor.Run(floorRuns / 8 + 1);
            floors[i] = Timing.Time(floor.Run, floorRuns) / floorRuns;
            floor.Dispose();
            plan(planRuns / 8 + 1);
            plans[i] = Timing.Time(plan, planRuns) / planRuns;
        }
        double ratio = Figures.Median(plans.Zip(floors, (p, f) => p / f));
        double floorMicros = Figures.Median(floors) * 1e6, planMicros = Figures.Median(plans) * 1e6;
        return FormattableString.Invariant($"{{\"workload\": \"{name}\", \"threads\": {threads}, \"floor_us\": {floorMicros:0.0}, ")
            + FormattableString.Invariant($"\"plan_us\": {planMicros:0.0}, \"ratio\": {ratio:0.00}}}");
    }
}
