using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Tests.Insight.Trust;

public class EnergyTests
{
    [Fact]
    public void Counters_are_added_up_and_begin_anew_at_their_maximum()
    {
        using var folder = new Training.TemporaryFolder();
        void Write(string name, string domain, long now) => WriteCounter(folder[name], domain, now);
        Write("intel-rapl:0", "package-0", 900_000_000);
        Write("intel-rapl:0:0", "core", 5);
        Write("intel-rapl:0:2", "dram", 1_000_000);
        Write("intel-rapl:1", "psys", 7);
        using var meter = new EnergyMeter(folder["."]);
        meter.Joules.ShouldBe(0);
        Write("intel-rapl:0", "package-0", 950_000_000);
        Write("intel-rapl:0:0", "core", 900);
        Write("intel-rapl:0:2", "dram", 3_000_000);
        meter.Joules!.Value.ShouldBe(52, 1e-9);
        // The maximum is 1,000 J: 50 to it, and 20 after.
        Write("intel-rapl:0", "package-0", 20_000_000);
        meter.Joules!.Value.ShouldBe(122, 1e-9);
        meter.CpuSeconds.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Without_counters_energy_is_estimated_and_says_so()
    {
        using var folder = new Training.TemporaryFolder();
        using (var meter = new EnergyMeter(folder["none"])) meter.Joules.ShouldBeNull();
        var run = Run.Train(new Recipe { Data = "xor", Epochs = 2 });
        run.Result!.CpuSeconds!.Value.ShouldBeGreaterThan(0);
        var none = run.Result with { Joules = null, CpuSeconds = null };
        EnergyUse.Of(none with { CpuSeconds = 80 }, 10).Joules.ShouldBe(650, 1e-9);
        EnergyUse.Of(none with { CpuSeconds = 80 }, 10).Source.ShouldBe("estimated: 80 s of processor time at 8.125 W a core, that of a usual desktop; nothing was measured");
        EnergyUse.Of(none, 10).Joules.ShouldBe(650, 1e-9);
        EnergyUse.Of(none with { CpuSeconds = 80 }, 10, watts: 100).Joules.ShouldBe(1000, 1e-9);
        var measured = EnergyUse.Of(none with { Joules = 42 }, 10, watts: 100);
        (measured.Joules, measured.IsMeasured).ShouldBe((42, true));
    }

    private static void WriteCounter(string folder, string domain, long now)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "name"), domain + "\n");
        File.WriteAllText(Path.Combine(folder, "energy_uj"), FormattableString.Invariant($"{now}\n"));
        File.WriteAllText(Path.Combine(folder, "max_energy_range_uj"), "1000000000\n");
    }
}
