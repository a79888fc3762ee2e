namespace Cajal.Training;

/// <summary>result.json: how a run ended, and what it is held against.</summary>
public sealed record RunResult
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>Why training ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>When and why it ended, and what was restored.</summary>
    public required string Sentence { get; init; }

    /// <summary>Epochs trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>Updates made.</summary>
    public required long Steps { get; init; }

    /// <summary>The epoch whose weights were kept.</summary>
    public required int WeightsOfEpoch { get; init; }

    /// <summary>Seconds of work.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds that all processors together worked for it; null when it was resumed, and in older runs.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Energy of the processors and their memory meanwhile, in joules, by their own counters; null where those cannot be read, when it was resumed, and in older runs.</summary>
    public double? Joules { get; init; }

    /// <summary>Which examples the figures are of: <c>validation</c>, or <c>training</c> when none were set aside. The test part stays
    /// closed.</summary>
    public required string JudgedOn { get; init; }

    /// <summary>Data loss and metrics of the kept weights.</summary>
    public required Evaluation Figures { get; init; }

    /// <summary>The same figures on the training part, to see how much was learned by heart; null when <see cref="Figures"/> are those, and in older runs.</summary>
    public Evaluation? Training { get; init; }

    /// <summary>Share of the kept weights that are exactly 0; null without an L1 penalty, and in older runs.</summary>
    public double? ZeroWeights { get; init; }

    /// <summary>Simple answers, judged on the same examples.</summary>
    public required IReadOnlyList<Baseline> Baselines { get; init; }

    /// <summary>What a finished training came to.</summary>
    internal static RunResult Of(TrainingResult outcome, Evaluation judged, string judgedOn, IReadOnlyList<Baseline> baselines) => new()
    {
        Reason = outcome.Reason,
        Sentence = outcome.Sentence,
        Epochs = outcome.Epochs,
        Steps = outcome.Steps,
        WeightsOfEpoch = outcome.WeightsOfEpoch,
        Seconds = outcome.Seconds,
        JudgedOn = judgedOn,
        Figures = judged,
        Baselines = baselines,
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="RunException">It is missing, damaged or written by a later version.</exception>
    internal static RunResult Load(string path) => TrainingJson.Read(path, TrainingJson.Default.RunResult, CurrentVersion);
}
