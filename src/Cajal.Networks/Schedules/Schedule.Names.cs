namespace Cajal.Networks;

public abstract partial class Schedule
{
    /// <summary>All schedules by name. Lengths are in epochs; those left out fill the run.</summary>
    public static Catalog<Func<ScheduleSpan, Schedule>> Catalog { get; } = new("schedule")
    {
        { "constant", _ => s => new ConstantSchedule(s.LearningRate) },
        { "step", Step },
        { "multi-step", MultiStep },
        { "exponential", Exponential },
        { "cosine", Cosine },
        { "cosine-restarts", CosineRestarts },
        {
            "one-cycle", o => OneCycle(o,
                (rate, steps, share, r0, r1, line, low, high) => new OneCycleSchedule(rate, steps, share, r0, r1, line, low, high))
        },
        {
            "three-phase", o => OneCycle(o,
                (rate, steps, share, r0, r1, line, low, high) => new ThreePhaseSchedule(rate, steps, share, r0, r1, line, low, high))
        },
        { "cyclic", o => Cyclic(o, (_, low, high, up, down, least, most) => new(low, high, up, down, least, most)) },
        {
            "cyclic-halving", o => Cyclic(o,
                (_, low, high, up, down, least, most) => new HalvingCyclicSchedule(low, high, up, down, least, most))
        },
        { "cyclic-decaying", CyclicDecaying },
        { "plateau", Plateau },
        { "warmup", WarmupAlone },
    };

    // What may stand before a plus: it takes the schedule behind it.
    private static Catalog<Func<ScheduleSpan, Func<ScheduleSpan, Schedule>, Schedule>> Beginnings { get; } =
        new("beginning of a schedule") { { "warmup", Warmup } };

    /// <summary>The schedule a text names, for example <c>cosine</c>, <c>step(every=10, factor=0.5)</c> or, with a rise before it,
    /// <c>warmup(2)+cosine</c>. Lengths are in epochs.</summary>
    /// <exception cref="ArgumentException">No such name or option (the message says the nearest right one), or an option out of
    /// range.</exception>
    public static Schedule Parse(string text, ScheduleSpan span) => Parse(text)(span);

    /// <summary>Reads a text before there is a run to fit it to. The schedule is made once for ten epochs, so that everything wrong with it
    /// is told.</summary>
    /// <exception cref="ArgumentException">No such name or option, or an option out of range.</exception>
    public static Func<ScheduleSpan, Schedule> Parse(string text)
    {
        int plus = PlusIn(text);
        var make = plus < 0 ? Catalog.Parse(text) : Joined(Beginnings.Parse(text[..plus]), Catalog.Parse(text[(plus + 1)..]));
        _ = make(new ScheduleSpan(LearningRate: 1, Steps: 100, StepsPerEpoch: 10));
        return make;
    }

    private static Func<ScheduleSpan, Schedule> Joined(Func<ScheduleSpan, Func<ScheduleSpan, Schedule>, Schedule> beginning,
        Func<ScheduleSpan, Schedule> rest) => span => beginning(span, rest);

    // The plus between two schedules; one inside brackets belongs to a number, 1e+2.
    private static int PlusIn(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '+' && depth == 0) return i;
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
        }
        return -1;
    }

    private static Func<ScheduleSpan, Func<ScheduleSpan, Schedule>, Schedule> Warmup(Options o)
    {
        double epochs = o.Number("epochs", 1), end = o.Number("end-factor", 1);
        double? start = o.Number("start-factor");
        return (s, then) =>
        {
            long steps = s.Of(epochs, "epochs");
            return new WarmupSchedule(then(s with { Steps = Math.Max(2, s.Steps - steps) }), steps, start, end);
        };
    }

    private static Func<ScheduleSpan, Schedule> WarmupAlone(Options o)
    {
        var warmup = Warmup(o);
        return s => warmup(s, rest => new ConstantSchedule(rest.LearningRate));
    }

    private static Func<ScheduleSpan, Schedule> Step(Options o)
    {
        double every = o.Number("every", 10), factor = o.Number("factor", 0.1);
        return s => new StepSchedule(s.LearningRate, s.Of(every, "every"), factor);
    }

    private static Func<ScheduleSpan, Schedule> MultiStep(Options o)
    {
        double[]? epochs = o.Numbers("milestones");
        double factor = o.Number("factor", 0.1);
        return s => new MultiStepSchedule(s.LearningRate, epochs is null ? [s.Steps / 2, s.Steps * 3 / 4]
            : epochs.Select(e => s.Of(e, "milestones")), factor);
    }

    private static Func<ScheduleSpan, Schedule> Exponential(Options o)
    {
        double factor = o.Number("factor", 0.95);
        return s => new ExponentialSchedule(s.LearningRate, s.PerStep(factor));
    }

    private static Func<ScheduleSpan, Schedule> Cosine(Options o)
    {
        double minimum = o.Number("minimum", 0);
        double? epochs = o.Number("epochs");
        return s => new CosineSchedule(s.LearningRate, epochs is { } length ? s.Of(length, "epochs") : Math.Max(1, s.Steps), minimum);
    }

    private static Func<ScheduleSpan, Schedule> CosineRestarts(Options o)
    {
        double epochs = o.Number("epochs", 10);
        int growth = o.Whole("growth", 2);
        double minimum = o.Number("minimum", 0);
        return s => new CosineRestartsSchedule(s.LearningRate, s.Of(epochs, "epochs"), growth, minimum);
    }

    private static Func<ScheduleSpan, Schedule> OneCycle(Options o,
        Func<double, long, double, double, double, bool, double?, double?, OneCycleSchedule> make)
    {
        double share = o.Number("warmup-share", 0.3), initial = o.Number("initial-divisor", 25), final = o.Number("final-divisor", 1e4);
        bool linear = o.Flag("linear", false), momentum = o.Flag("momentum", true);
        double low = o.Number("low-momentum", 0.85), high = o.Number("high-momentum", 0.95);
        return s => make(s.LearningRate, Math.Max(2, s.Steps), share, initial, final, linear, momentum ? low : null,
            momentum ? high : null);
    }

    private static Func<ScheduleSpan, Schedule> Cyclic(Options o,
        Func<ScheduleSpan, double, double, long, long, double?, double?, CyclicSchedule> make)
    {
        double low = o.Number("low", 0.1), up = o.Number("up", 2);
        double? down = o.Number("down"), lowMomentum = o.Number("low-momentum"), highMomentum = o.Number("high-momentum");
        return s => make(s, low * s.LearningRate, s.LearningRate, s.Of(up, "up"), s.Of(down ?? up, "down"), lowMomentum, highMomentum);
    }

    private static Func<ScheduleSpan, Schedule> CyclicDecaying(Options o)
    {
        double factor = o.Number("factor", 0.95);
        return Cyclic(o, (s, low, high, up, down, least, most) =>
            new DecayingCyclicSchedule(low, high, up, s.PerStep(factor), down, least, most));
    }

    private static Func<ScheduleSpan, Schedule> Plateau(Options o)
    {
        double factor = o.Number("factor", 0.1);
        int patience = o.Whole("patience", 5);
        double minimum = o.Number("minimum", 0), threshold = o.Number("threshold", 1e-4);
        bool relative = o.Flag("relative", true);
        int cooldown = o.Whole("cooldown", 0);
        double smallest = o.Number("smallest-change", 1e-8);
        // The trainer reports a loss.
        return s => new ReduceOnPlateau(s.LearningRate, factor, patience, threshold, relative, largerIsBetter: false, cooldown, minimum,
            smallest);
    }
}
