using Cajal.Training;

namespace Cajal.Cli;

/// <summary>What a progress line says: epoch, losses, first metric, speed, time left.</summary>
internal static class ProgressText
{
    /// <summary>The figures of an epoch that ended.</summary>
    public static string Figures(EpochResult epoch) =>
        $"loss {Numbers.Loss(epoch.Loss)}"
        + string.Concat(epoch.OtherLosses.Select(l => $"  {l.Name} {Numbers.Loss(l.Value)}"))
        + (epoch.ValidationLoss is { } loss ? $"  validation loss {Numbers.Loss(loss)}" : "")
        + Metric(epoch) + Speed(epoch.ExamplesPerSecond);

    /// <summary>The figures in the middle of an epoch; validation is that of the epoch before.</summary>
    public static string Figures(StepsMade steps, EpochResult? before) =>
        $"loss {Numbers.Loss(steps.Loss)}{(before is null ? "" : Metric(before))}{Speed(steps.ExamplesPerSecond)}";

    private static string Speed(double examplesPerSecond) => $"  {Numbers.Whole((long)examplesPerSecond)} examples/s";

    /// <summary>The validation metric that matters most, the first.</summary>
    private static string Metric(EpochResult epoch) =>
        epoch.Metrics is [var metric, ..] ? $"  validation {metric.Name} {Numbers.Metric(metric.Name, metric.Value)}" : "";
}
