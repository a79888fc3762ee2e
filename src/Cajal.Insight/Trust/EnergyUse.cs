using Cajal.Training;

namespace Cajal.Insight;

/// <summary>The energy of a training, and how it is known.</summary>
/// <param name="Joules">Watt seconds.</param>
/// <param name="IsMeasured">True when counters of the processors said so, false when it is reckoned from time.</param>
/// <param name="Source">How it is known, in words.</param>
public sealed record EnergyUse(double Joules, bool IsMeasured, string Source)
{
    // A desktop processor at full work draws about 65 W.
    private const double Usual = 65;

    /// <summary>Watts of one core at work: of eight cores, each draws its eighth.</summary>
    internal const double PerCore = Usual / 8;

    /// <summary>Of a finished run: measured where the system counted, else reckoned.</summary>
    /// <param name="result">How the run ended; null when it did not.</param>
    /// <param name="seconds">Its time.</param>
    /// <param name="watts">Power that the machine is taken to draw while it trains; null takes what a desktop's cores draw for the processor time they worked.</param>
    public static EnergyUse Of(RunResult? result, double seconds, double? watts = null) =>
        result?.Joules is { } joules ? new(joules, true, "measured: the processors' own counters (RAPL), of the whole machine")
        : watts is { } power ? new(seconds * power, false, $"estimated: that time at {Words.Number(power)} W; nothing was measured")
        : result?.CpuSeconds is { } cpu ? new(cpu * PerCore, false, $"estimated: {Words.Duration(cpu)} of processor time at {Words.Number(PerCore)} W a core, that of a usual desktop; nothing was measured")
        : new(seconds * Usual, false, $"estimated: that time at {Words.Number(Usual)} W; nothing was measured");
}
