using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class ScheduleTests
{
    private static readonly Parameter One = new(Tensor.Ones([1]));

    [Fact]
    public void A_rate_is_a_function_of_the_step_alone()
    {
        Schedule[] all =
        [
            new ConstantSchedule(0.1), new StepSchedule(0.1, 3), new MultiStepSchedule(0.1, [2, 5]), new ExponentialSchedule(0.1, 0.9),
            new CosineSchedule(0.1, 8), new CosineRestartsSchedule(0.1, 3, growth: 2), new OneCycleSchedule(0.1, 20), new ThreePhaseSchedule(0.1, 20),
            new CyclicSchedule(0.01, 0.1, 3),
            new HalvingCyclicSchedule(0.01, 0.1, 3), new DecayingCyclicSchedule(0.01, 0.1, 3, 0.99), new WarmupSchedule(new CosineSchedule(0.1, 8), 4),
        ];
        foreach (var schedule in all)
        {
            double[] forwards = [.. Enumerable.Range(0, 30).Select(i => schedule.RateAt(i))];
            double[] backwards = [.. Enumerable.Range(0, 30).Reverse().Select(i => schedule.RateAt(i)).Reverse()];
            backwards.ShouldBe(forwards);
            forwards.ShouldAllBe(rate => rate >= 0 && rate <= 0.1000001);
        }
    }

    [Fact]
    public void Every_schedule_class_can_be_named()
    {
        Type[] classes = [.. typeof(Schedule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Schedule)) && !t.IsAbstract)];
        var span = new ScheduleSpan(0.1, 100, 10);
        var named = Schedule.Catalog.Names.Select(n => Schedule.Parse(n, span).GetType());
        named.ShouldBe(classes, ignoreOrder: true);
    }

    [Fact]
    public void Restarts_grow()
    {
        var schedule = new CosineRestartsSchedule(1, 2, growth: 3);
        double[] peaks = [.. Enumerable.Range(0, 30).Where(t => schedule.RateAt(t) == 1).Select(t => (double)t)];
        peaks.ShouldBe([0, 2, 8, 26]);
        new CosineRestartsSchedule(1, 3).RateAt(3_000_000_000).ShouldBe(1);
    }

    [Fact]
    public void One_cycle_moves_the_momentum_the_other_way_and_stays_at_its_end()
    {
        var schedule = new OneCycleSchedule(0.1, 10, warmupShare: 0.5);
        int peak = Enumerable.Range(0, 10).MaxBy(t => schedule.RateAt(t));
        schedule.RateAt(peak).ShouldBe(0.1, 1e-12);
        schedule.MomentumAt(peak)!.Value.ShouldBe(0.85, 1e-12);
        schedule.MomentumAt(0).ShouldBe(0.95);
        schedule.MomentumAt(9).ShouldBe(0.95);
        schedule.RateAt(9).ShouldBe(0.1 / 25 / 1e4, 1e-15);
        schedule.RateAt(1000).ShouldBe(schedule.RateAt(9));
        new OneCycleSchedule(0.1, 10, lowMomentum: null).MomentumAt(3).ShouldBeNull();
        var adam = new Adam([One]);
        schedule.Apply(adam, peak);
        (adam.LearningRate, adam.Momentum).ShouldBe((schedule.RateAt(peak), schedule.MomentumAt(peak)!.Value));
        schedule.Apply(new GradientDescent([One]), peak);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_cycle_that_only_rises_ends_at_its_peak(bool linear)
    {
        var schedule = new OneCycleSchedule(0.1, 10, warmupShare: 1, linear: linear);
        (schedule.RateAt(9), schedule.MomentumAt(9)).ShouldBe((0.1, 0.85));
        schedule.RateAt(1000).ShouldBe(0.1);
        schedule.RateAt(0).ShouldBe(0.004, 1e-15);
    }

    [Fact]
    public void Three_phases_fall_back_to_the_start_before_they_go_below()
    {
        var schedule = new ThreePhaseSchedule(0.1, 11, warmupShare: 4.0 / 11, initialDivisor: 10, finalDivisor: 100, linear: true);
        double[] rates = [.. Enumerable.Range(0, 11).Select(t => schedule.RateAt(t))];
        rates.ShouldBe([0.01, 0.04, 0.07, 0.1, 0.07, 0.04, 0.01, 0.007525, 0.00505, 0.002575, 0.0001], 1e-12);
        (schedule.MomentumAt(3)!.Value, schedule.MomentumAt(6)!.Value, schedule.MomentumAt(10)!.Value).ShouldBe((0.85, 0.95, 0.95));
    }

    [Fact]
    public void A_momentum_of_zero_is_left_alone()
    {
        var schedule = new OneCycleSchedule(0.1, 10);
        Sgd plain = new([One], 0.1), heavy = new([One], 0.1, momentum: 0.5), later = new([One], 0.1);
        later.Momentum = 0.5;
        foreach (var optimizer in new[] { plain, heavy, later }) schedule.Apply(optimizer, 0);
        (plain.Momentum, heavy.Momentum, later.Momentum).ShouldBe((0, 0.95, 0.95));
        plain.LearningRate.ShouldBe(0.004, 1e-15);
        // A schedule that passes through 0 goes on.
        new OneCycleSchedule(0.1, 10, warmupShare: 0.5, lowMomentum: 0).Apply(heavy, 4);
        heavy.Momentum.ShouldBe(0, 1e-12);
        schedule.Apply(heavy, 0);
        heavy.Momentum.ShouldBe(0.95);
    }

    [Fact]
    public void A_cycle_may_move_the_momentum_the_other_way()
    {
        var schedule = new HalvingCyclicSchedule(0, 1, 2, 2, lowMomentum: 0.8, highMomentum: 0.9);
        Enumerable.Range(0, 7).Select(t => schedule.MomentumAt(t)!.Value).ShouldBe([0.9, 0.85, 0.8, 0.85, 0.9, 0.875, 0.85], 1e-12);
        new CyclicSchedule(0, 1, 2).MomentumAt(1).ShouldBeNull();
    }

    [Fact]
    public void The_first_step_of_a_warm_up_moves_the_weights_and_it_may_end_elsewhere()
    {
        var schedule = new WarmupSchedule(new ConstantSchedule(1), 4);
        Enumerable.Range(0, 6).Select(t => schedule.RateAt(t)).ShouldBe([0.2, 0.4, 0.6, 0.8, 1, 1], 1e-12);
        var half = new WarmupSchedule(new ExponentialSchedule(1, 0.5), 2, startFactor: 0.1, endFactor: 0.5);
        Enumerable.Range(0, 4).Select(t => half.RateAt(t)).ShouldBe([0.1, 0.3, 0.5, 0.25], 1e-12);
    }

    [Fact]
    public void A_metric_on_the_bound_is_judged_as_PyTorch_judges_it()
    {
        // best·(1 − threshold) and best − threshold·best differ in their last bit for some of these.
        for (int i = 1; i < 200; i++)
        {
            double best = 0.1 * i, bound = best * (1 - 1e-4), above = best * (1 + 1e-4);
            Judge(best, bound, larger: false).ShouldBe(1, $"{bound:R} is not below the bound of {best:R}");
            Judge(best, Math.BitDecrement(bound), larger: false).ShouldBe(0);
            Judge(best, above, larger: true).ShouldBe(1);
            Judge(best, Math.BitIncrement(above), larger: true).ShouldBe(0);
        }
        static int Judge(double best, double metric, bool larger)
        {
            var schedule = new ReduceOnPlateau(1, largerIsBetter: larger);
            schedule.Report(best);
            schedule.Report(metric);
            return schedule.BadReports;
        }
    }

    [Fact]
    public void A_reduction_below_the_smallest_change_is_not_made()
    {
        var schedule = new ReduceOnPlateau(1, factor: 0.5, patience: 0, smallestChange: 0.3);
        foreach (double metric in new[] { 1.0, 1, 1, 1 }) schedule.Report(metric);
        schedule.RateAt(0).ShouldBe(0.5);
    }

    [Fact]
    public void Warm_up_rises_to_the_first_rate_and_then_begins()
    {
        var then = new ExponentialSchedule(0.8, 0.5);
        var schedule = new WarmupSchedule(then, 4, startFactor: 0.5);
        Enumerable.Range(0, 7).Select(t => schedule.RateAt(t)).ShouldBe([0.4, 0.5, 0.6, 0.7, 0.8, 0.4, 0.2], 1e-12);
    }

    [Fact]
    public void Cyclic_peaks_stay_halve_or_decay()
    {
        new CyclicSchedule(0, 1, 2, 4).RateAt(2 + 6).ShouldBe(1);
        new HalvingCyclicSchedule(0, 1, 2, 4).RateAt(2 + 12).ShouldBe(0.25);
        new DecayingCyclicSchedule(0, 1, 2, 0.9).RateAt(2).ShouldBe(0.81, 1e-12);
        new CyclicSchedule(0, 1, 2, 4).RateAt(4).ShouldBe(0.5);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_waits_and_stops_at_its_minimum()
    {
        var schedule = new ReduceOnPlateau(1, factor: 0.5, patience: 1, cooldown: 1, minimum: 0.2);
        var rates = new List<double>();
        foreach (double metric in new[] { 1, 1, 1, 1, 1, 1, double.NaN, double.NaN, 1, 1, 1, 1, 1 })
        {
            schedule.Report(metric);
            rates.Add(schedule.RateAt(0));
        }
        rates.ShouldBe([1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2]);
        var accuracy = new ReduceOnPlateau(1, factor: 0.5, patience: 0, largerIsBetter: true, relative: false, threshold: 0.01);
        foreach (double metric in new[] { 0.5, 0.6, 0.605 }) accuracy.Report(metric);
        (accuracy.RateAt(9), accuracy.Best).ShouldBe((0.5, 0.6));
    }

    [Fact]
    public void A_plateau_goes_on_from_its_saved_state()
    {
        double[] metrics = [1, 0.9, 0.95, 0.95, 0.95, 0.8, 0.85, 0.85, 0.85];
        var whole = new ReduceOnPlateau(1, patience: 1);
        var stopped = new ReduceOnPlateau(1, patience: 1);
        foreach (double metric in metrics) whole.Report(metric);
        foreach (double metric in metrics[..4]) stopped.Report(metric);
        var resumed = new WarmupSchedule(new ReduceOnPlateau(1, patience: 1), 1);
        resumed.NamedStates.Single().Name.ShouldBe("plateau");
        resumed.NamedStates.Single().State.Assign(stopped.NamedStates.Single().State);
        foreach (double metric in metrics[4..]) resumed.Report(metric);
        resumed.RateAt(100).ShouldBe(whole.RateAt(100));
        whole.RateAt(0).ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Lengths_in_texts_are_epochs()
    {
        var span = new ScheduleSpan(0.1, Steps: 200, StepsPerEpoch: 20);
        Schedule.Parse("step(every=2, factor=0.5)", span).RateAt(40).ShouldBe(0.05, 1e-12);
        Schedule.Parse("step(every=2, factor=0.5)", span).RateAt(39).ShouldBe(0.1);
        Schedule.Parse("cosine", span).RateAt(200).ShouldBe(0, 1e-12);
        Schedule.Parse("warmup(3) + cosine", span).RateAt(60).ShouldBe(0.1, 1e-12);
        Schedule.Parse("warmup(3) + cosine", span).RateAt(200).ShouldBe(0, 1e-12);
        Schedule.Parse("exponential(0.5)", span).RateAt(20).ShouldBe(0.05, 1e-12);
    }

    [Fact]
    public void Wrong_numbers_are_told()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new StepSchedule(0.1, 0)).Message.ShouldContain("at least 1; received 0");
        Should.Throw<ArgumentOutOfRangeException>(() => new ConstantSchedule(-0.5)).Message.ShouldContain("received -0.5");
        Should.Throw<ArgumentException>(() => new MultiStepSchedule(0.1, [5, 2])).Message.ShouldContain("rising order; received 5, 2");
        Should.Throw<ArgumentOutOfRangeException>(() => new OneCycleSchedule(0.1, 10, warmupShare: 1.5)).Message.ShouldContain("[0, 1]; received 1.5");
        Should.Throw<ArgumentOutOfRangeException>(() => new ReduceOnPlateau(0.1, factor: 1)).Message.ShouldContain("between 0 and 1");
        Should.Throw<ArgumentOutOfRangeException>(() => new WarmupSchedule(new ConstantSchedule(1), 3, 2)).Message.ShouldContain("startFactor");
    }
}
