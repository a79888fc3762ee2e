namespace Cajal.Networks;

/// <summary>What a schedule that comes from a text is fitted to.</summary>
/// <param name="LearningRate">η₀, or the peak for schedules with one.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="StepsPerEpoch">Steps of one epoch: texts count lengths in epochs.</param>
public sealed record ScheduleSpan(double LearningRate, long Steps, long StepsPerEpoch)
{
    /// <summary>Steps of a number of epochs, at least 1.</summary>
    public long Of(double epochs) => Math.Max(1, (long)Math.Round(epochs * StepsPerEpoch));
}

public abstract partial class Schedule
{
    /// <summary>All schedules by name. Lengths are in epochs; those left out fill the run.</summary>
    public static Catalog<Func<ScheduleSpan, Schedule>> Catalog { get; } = new("schedule")
    {
        { "constant", _ => span => new ConstantSchedule(span.LearningRate) },
        { "step", o => Step(o.Number("every", 10), o.Number("factor", 0.1)) },
        { "multi-step", o => MultiStep(o.Number("first", 0.5), o.Number("second", 0.75), o.Number("factor", 0.1)) },
        { "exponential", o => Exponential(o.Number("factor", 0.95)) },
        { "cosine", o => Cosine(o.Number("minimum", 0)) },
        { "cosine-restarts", o => CosineRestarts(o.Number("epochs", 10), o.Whole("growth", 2), o.Number("minimum", 0)) },
        { "one-cycle", o => OneCycle(o.Number("warmup", 0.3)) },
        { "cyclic", o => Cyclic(o.Number("low", 0.1), o.Number("up", 2), (low, high, up) => new CyclicSchedule(low, high, up)) },
        {
            "cyclic-halving", o => Cyclic(o.Number("low", 0.1), o.Number("up", 2),
                (low, high, up) => new HalvingCyclicSchedule(low, high, up))
        },
        { "cyclic-decaying", o => CyclicDecaying(o.Number("low", 0.1), o.Number("up", 2), o.Number("factor", 0.95)) },
        { "plateau", o => Plateau(o.Number("factor", 0.1), o.Whole("patience", 5), o.Number("minimum", 0)) },
    };

    /// <summary>The schedule a text names, for example <c>cosine</c>, <c>step(every=10, factor=0.5)</c> or, with a rise before it,
    /// <c>warmup(2)+cosine</c>. Lengths are in epochs.</summary>
    /// <exception cref="ArgumentException">No such name or option; the message says the nearest right one.</exception>
    public static Schedule Parse(string text, ScheduleSpan span)
    {
        string[] parts = text.Split('+', 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 1) return Catalog.Parse(text)(span);
        double epochs = Warmups.Parse(parts[0]);
        long steps = span.Of(epochs);
        return new WarmupSchedule(Catalog.Parse(parts[1])(span with { Steps = Math.Max(2, span.Steps - steps) }), steps);
    }

    private static Catalog<double> Warmups { get; } = new("beginning of a schedule") { { "warmup", o => o.Number("epochs", 1) } };

    private static Func<ScheduleSpan, Schedule> Step(double every, double factor) =>
        s => new StepSchedule(s.LearningRate, s.Of(every), factor);

    private static Func<ScheduleSpan, Schedule> MultiStep(double first, double second, double factor) => s =>
        new MultiStepSchedule(s.LearningRate, [(long)(first * s.Steps), (long)(second * s.Steps)], factor);

    private static Func<ScheduleSpan, Schedule> Exponential(double factor) =>
        s => new ExponentialSchedule(s.LearningRate, PerStep(factor, s));

    private static Func<ScheduleSpan, Schedule> Cosine(double minimum) =>
        s => new CosineSchedule(s.LearningRate, Math.Max(1, s.Steps), minimum);

    private static Func<ScheduleSpan, Schedule> CosineRestarts(double epochs, int growth, double minimum) => s =>
        new CosineRestartsSchedule(s.LearningRate, s.Of(epochs), growth, minimum);

    private static Func<ScheduleSpan, Schedule> OneCycle(double warmup) =>
        s => new OneCycleSchedule(s.LearningRate, Math.Max(2, s.Steps), warmup);

    private static Func<ScheduleSpan, Schedule> Cyclic(double low, double up, Func<double, double, long, Schedule> make) => s =>
        make(low * s.LearningRate, s.LearningRate, s.Of(up));

    private static Func<ScheduleSpan, Schedule> CyclicDecaying(double low, double up, double factor) =>
        s => new DecayingCyclicSchedule(low * s.LearningRate, s.LearningRate, s.Of(up), PerStep(factor, s));

    // Factors in texts are per epoch, so that a text means the same for every batch size.
    private static double PerStep(double factor, ScheduleSpan span) => Math.Pow(factor, 1.0 / Math.Max(1, span.StepsPerEpoch));

    private static Func<ScheduleSpan, Schedule> Plateau(double factor, int patience, double minimum) => s =>
        new ReduceOnPlateau(s.LearningRate, factor, patience, minimum: minimum);
}
