namespace Cajal.Networks;

/// <summary>What a schedule that comes from a text is fitted to.</summary>
/// <param name="LearningRate">η₀, or the peak for schedules with one.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="StepsPerEpoch">Steps of one epoch: texts count lengths in epochs.</param>
public sealed record ScheduleSpan(double LearningRate, long Steps, long StepsPerEpoch)
{
    private const double MostSteps = 1L << 53;

    /// <summary>Steps of a number of epochs, at least 1.</summary>
    /// <param name="epochs">A length above 0.</param>
    /// <param name="option">What the text calls it, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not above 0, or beyond all counting.</exception>
    public long Of(double epochs, string option)
    {
        double steps = Math.Round(epochs * Math.Max(1, StepsPerEpoch));
        return epochs > 0 && steps <= MostSteps ? Math.Max(1, (long)steps)
            : throw new ArgumentOutOfRangeException(option, FormattableString.Invariant(
                $"The option {option} of a schedule is a length in epochs above 0, such as 10 or 0.5; received {epochs}."));
    }

    // Factors in texts are per epoch, so that a text means the same for every batch size.
    internal double PerStep(double factor) => Math.Pow(factor, 1.0 / Math.Max(1, StepsPerEpoch));
}
