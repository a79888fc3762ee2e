namespace Cajal.Training;

/// <summary>A comparison as it is carried out: trainings one after the other, each kept as soon as it is done, so that it can go on where
/// it
/// was.</summary>
/// <remarks>A training that fails is a result too: it is counted, and its setting keeps the others.</remarks>
public sealed class Comparison
{
    private const string FileName = "comparison.json";

    private readonly List<ComparisonCell> cells;
    private readonly string? file;

    private Comparison(ComparisonPlan plan, List<ComparisonCell> cells, string? file) => (Plan, this.cells, this.file) = (plan, cells,
        file);

    /// <summary>What is compared.</summary>
    public ComparisonPlan Plan { get; }

    /// <summary>The trainings that are done.</summary>
    public IReadOnlyList<ComparisonCell> Cells => cells;

    /// <summary>Whether all trainings are done.</summary>
    public bool IsDone => cells.Count == Plan.CellCount;

    /// <summary>The figure that settings are held against each other by: the first metric.</summary>
    public string Figure => Plan.Settings[0].Recipe.Metrics is [var first, ..] ? first : "loss";

    /// <summary>Whether more of it is better.</summary>
    public bool HigherIsBetter => Figure != "loss" && Metrics.Create(Figure).HigherIsBetter;

    /// <summary>Opens a comparison in a folder, or begins it there; null keeps it in memory.</summary>
    /// <exception cref="RunException">The folder holds another comparison, or a damaged one.</exception>
    public static Comparison In(string? folder, ComparisonPlan plan)
    {
        plan.Checked();
        if (folder is null) return new Comparison(plan, [], null);
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            return new Comparison(plan, [], file);
        }
        var stored = Load(folder);
        return IsSame(stored.Plan, plan) ? stored
            : throw new RunException($"'{folder}' holds a comparison of other settings ('{stored.Plan.Title}'). Name another folder, or "
                + $"take it away.");
    }

    /// <summary>Reads a comparison.</summary>
    /// <exception cref="RunException">There is none, or it is damaged.</exception>
    public static Comparison Load(string folder)
    {
        string file = Path.Combine(folder, FileName);
        var record = TrainingJson.Read(file, TrainingJson.Default.ComparisonRecord, ComparisonPlan.CurrentVersion);
        return new Comparison(record.Plan, [.. record.Cells], file);
    }

    /// <summary>Carries out what is not done yet.</summary>
    /// <param name="progress">Is told each training that is done.</param>
    /// <param name="training">Is told what happens in each training; null for nobody.</param>
    /// <param name="cancellation">Ends after the step that runs; what is done stays done.</param>
    /// <returns>True when all is done; false when it was cancelled.</returns>
    /// <exception cref="Data.DatasetException">The data cannot be used.</exception>
    /// <exception cref="ArgumentException">A setting asks for something that does not exist.</exception>
    public bool Run(IProgress<ComparisonCell>? progress = null, IProgress<TrainingEvent>? training = null,
        CancellationToken cancellation = default)
    {
        // Seed by seed, so that an interrupted comparison has as many of each setting as can be.
        foreach (var (seed, fold, setting) in Order())
        {
            if (cells.Any(c => c.Setting == setting && c.Seed == seed && c.Fold == fold)) continue;
            if (cancellation.IsCancellationRequested) return false;
            if (ComparisonTraining.Run(Plan, setting, seed, fold, training, cancellation) is not { } cell) return false;
            cells.Add(cell);
            if (file is not null)
                TrainingJson.Write(file, new ComparisonRecord { Plan = Plan, Cells = cells }, TrainingJson.Default.ComparisonRecord);
            progress?.Report(cell);
        }
        return true;
    }

    /// <summary>The trainings of one setting that are done.</summary>
    public IEnumerable<ComparisonCell> Of(int setting) => cells.Where(c => c.Setting == setting);

    /// <summary>Mean and spread of a validation figure of a setting.</summary>
    public Spread SpreadOf(int setting, string figure) => Spread.Of(Of(setting).Select(c => c[figure]));

    /// <summary>The setting with the best mean; −1 when none ended well.</summary>
    public int Best()
    {
        double sign = HigherIsBetter ? 1 : -1;
        var means = Enumerable.Range(0, Plan.Settings.Count).Select(s => (Setting: s, SpreadOf(s, Figure).Mean)).Where(s =>
            double.IsFinite(s.Mean));
        return means.Select(s => (s.Setting, Score: sign * s.Mean)).OrderByDescending(s => s.Score).Select(s =>
            (int?)s.Setting).FirstOrDefault() ?? -1;
    }

    /// <summary>Mean and spread of the difference between two settings, seed by seed and fold by fold: what they share drops out.</summary>
    public Spread Difference(int setting, int other) => Spread.Of(Of(setting)
        .Select(c => c[Figure] - (Of(other).FirstOrDefault(o => o.Seed == c.Seed && o.Fold == c.Fold)?[Figure] ?? double.NaN)));

    private IEnumerable<(ulong Seed, int Fold, int Setting)> Order() =>
        from s in Enumerable.Range(0, Plan.Seeds)
        from fold in Enumerable.Range(1, Plan.Folds)
        from setting in Enumerable.Range(0, Plan.Settings.Count)
        select (Plan.Settings[setting].Recipe.Seed + (ulong)s, fold, setting);

    private static bool IsSame(ComparisonPlan a, ComparisonPlan b) =>
        System.Text.Json.JsonSerializer.Serialize(a, TrainingJson.Default.ComparisonPlan)
        == System.Text.Json.JsonSerializer.Serialize(b, TrainingJson.Default.ComparisonPlan);
}

/// <summary>comparison.json: the plan and what is done of it.</summary>
internal sealed class ComparisonRecord
{
    public int FormatVersion { get; init; } = ComparisonPlan.CurrentVersion;

    public required ComparisonPlan Plan { get; init; }

    public required IReadOnlyList<ComparisonCell> Cells { get; init; }
}
