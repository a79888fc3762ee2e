using Cajal.Networks;

namespace Cajal.Tests.Networks.Models;

public class NoiseScheduleTests
{
    public static TheoryData<string> Names => ["linear", "cosine"];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_signal_falls_from_nearly_all_to_nearly_nothing(string name)
    {
        var schedule = Of(name, 1000);
        schedule.Kept(-1).ShouldBe(1);
        schedule.Kept(0).ShouldBeGreaterThan(0.999);
        schedule.Kept(999).ShouldBeLessThan(1e-4);
        schedule.Kept(999).ShouldBeGreaterThan(0);
        for (int t = 0; t < 1000; t++)
        {
            schedule.Beta(t).ShouldBeInRange(1e-9, 0.9991);
            double signal = schedule.SignalScale.ToArray<float>()[t], noise = schedule.NoiseScale.ToArray<float>()[t];
            (signal * signal + noise * noise).ShouldBe(1, 1e-6);
            (signal * signal).ShouldBe(schedule.Kept(t), 1e-6);
        }
    }

    /// <summary>Ho, Jain, Abbeel (2020), section 4: β₁ = 10⁻⁴, β_T = 0.02 in even steps, T = 1000.</summary>
    [Fact]
    public void The_linear_schedule_is_the_published_one()
    {
        var schedule = NoiseSchedule.Linear(1000);
        schedule.Beta(0).ShouldBe(1e-4, 1e-12);
        schedule.Beta(999).ShouldBe(0.02, 1e-12);
        schedule.Beta(500).ShouldBe(1e-4 + 500 * (0.02 - 1e-4) / 999, 1e-12);
    }

    /// <summary>Nichol and Dhariwal (2021), eq. 17: half way the share kept is cos²((0.5 + s)/(1 + s)·π/2)/cos²(s/(1 + s)·π/2).</summary>
    [Fact]
    public void The_cosine_schedule_is_the_published_one()
    {
        double f(double x) => Math.Pow(Math.Cos((x + 0.008) / 1.008 * Math.PI / 2), 2);
        NoiseSchedule.Cosine(100).Kept(49).ShouldBe(f(0.5) / f(0), 1e-12);
        NoiseSchedule.Cosine(100).Beta(99).ShouldBe(0.999, 1e-9);
    }

    [Fact]
    public void Odd_numbers_of_steps()
    {
        NoiseSchedule.Cosine(1).Steps.ShouldBe(1);
        NoiseSchedule.Linear(1).Beta(0).ShouldBe(1e-4, 1e-12);
        Should.Throw<ArgumentOutOfRangeException>(() => NoiseSchedule.Cosine(0));
        Should.Throw<ArgumentOutOfRangeException>(() => NoiseSchedule.Linear(0));
        Should.Throw<ArgumentOutOfRangeException>(() => NoiseSchedule.Linear(10, 0.1, 0.01)).Message.ShouldContain("rise");
    }

    private static NoiseSchedule Of(string name, int steps) => name == "linear" ? NoiseSchedule.Linear(steps) : NoiseSchedule.Cosine(steps);
}
