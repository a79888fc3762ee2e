namespace Cajal.Training;

/// <summary>Settings to hold beside each other on the same data: each is trained with the same seeds and on the same folds.</summary>
public sealed record ComparisonPlan
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The most trainings one comparison may ask for.</summary>
    public const int MostCells = 10_000;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>What is compared, for people: <c>dropout</c>, or the name of a ready set.</summary>
    public required string Title { get; init; }

    /// <summary>The settings, in the order they are shown.</summary>
    public required IReadOnlyList<ComparedSetting> Settings { get; init; }

    /// <summary>Seeds for each setting: that of the recipe and those after it.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Folds of cross-validation for each seed; 1 keeps the one validation part.</summary>
    public int Folds { get; init; } = 1;

    /// <summary>Whether the noise of gradients at the first weights is measured with each training.</summary>
    public bool MeasuresNoise { get; init; }

    /// <summary>Whether the gradient of the first layer is followed over each training.</summary>
    public bool MeasuresFirstGradient { get; init; }

    /// <summary>Trainings in all.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int CellCount => Settings.Count * Seeds * Folds;

    /// <summary>Every combination of the values of some entries of a recipe.</summary>
    /// <param name="recipe">What all settings share; it is completed once, so that nothing but the entries differs.</param>
    /// <param name="vary">Entries and values, as <see cref="RecipeSettings.Parse"/> reads them.</param>
    /// <param name="seeds">Seeds for each setting.</param>
    /// <param name="folds">Folds for each seed.</param>
    /// <exception cref="ArgumentException">Nothing to vary, an entry twice, a value that is not taken, or too many trainings.</exception>
    public static ComparisonPlan Of(Recipe recipe, IReadOnlyList<(string Key, IReadOnlyList<string> Values)> vary, int seeds = 3,
        int folds = 1)
    {
        if (vary.Count == 0) throw new ArgumentException("There is nothing to compare; name what to vary, such as dropout=0,0.2.");
        if (vary.CountBy(v => v.Key).FirstOrDefault(v => v.Value > 1).Key is { } twice)
            throw new ArgumentException($"'{twice}' is varied twice; write all its values once.");
        var (complete, prepared) = Completed(recipe, [.. vary.Select(v => v.Key)]);
        IEnumerable<ComparedSetting> settings = [new ComparedSetting("", complete)];
        foreach (var (key, values) in vary)
            settings = [.. settings.SelectMany(s => values.Select(value =>
                new ComparedSetting($"{s.Name} {key}={value}".TrimStart(), RecipeSettings.With(s.Recipe, key, value))))];
        RequireDifferent([.. settings]);
        foreach (var (_, asked) in settings) prepared.With(asked).RequireTrainable();
        return new ComparisonPlan
        {
            Title = string.Join(" and ", vary.Select(v => v.Key)),
            Settings = [.. settings],
            Seeds = seeds,
            Folds = folds
        }
            .Checked();
    }

    /// <summary>Throws for numbers out of range.</summary>
    /// <exception cref="ArgumentException">Fewer than one seed or fold, or too many trainings.</exception>
    public ComparisonPlan Checked()
    {
        if (Seeds < 1) throw new ArgumentException($"A comparison takes at least one seed; received {Seeds}.");
        if (Folds < 1) throw new ArgumentException($"Cross-validation takes at least 2 folds, 1 for none; received {Folds}.");
        if ((long)Settings.Count * Seeds * Folds > MostCells)
            throw new ArgumentException($"{Settings.Count} settings, {Seeds} seeds and {Folds} folds are more than {MostCells} trainings; "
                + $"compare fewer.");
        return this;
    }

    /// <summary>Throws for a single setting, and for two that are the same.</summary>
    /// <exception cref="ArgumentException">There is nothing to compare.</exception>
    internal static void RequireDifferent(ComparedSetting[] settings)
    {
        if (settings.Length < 2)
            throw new ArgumentException($"'{settings[0].Name}' is a single setting, which there is nothing to compare with; at least two are needed, "
                + "such as dropout=0,0.2.");
        var seen = new Dictionary<string, string>();
        foreach (var (name, recipe) in settings)
        {
            string text = System.Text.Json.JsonSerializer.Serialize(recipe, TrainingJson.Default.Recipe);
            if (!seen.TryAdd(text, name)) throw new ArgumentException($"'{seen[text]}' and '{name}' are the same setting; leave one out.");
        }
    }

    /// <summary>A recipe with every choice made but those of the varied entries and what follows from them.</summary>
    internal static (Recipe Recipe, PreparedRun Prepared) Completed(Recipe recipe, string[] varied)
    {
        if (TextRun.IsText(recipe.Data))
            throw new ArgumentException($"A comparison is about data sets, and '{Path.GetFileName(recipe.Data)}' is text; train models of text "
                + "one by one, and compare them by their loss per character.");
        var prepared = PreparedRun.Of(recipe);
        var made = prepared.Recipe;
        // An optimizer has a usual rate of its own, unless one was asked for.
        bool ownRate = varied.Contains("optimizer") && recipe.LearningRate is null;
        bool ownModel = varied.Contains("model");
        return (made with
        {
            LearningRate = ownRate ? null : made.LearningRate,
            Layers = ownModel ? recipe.Layers : made.Layers,
            Activation = ownModel ? recipe.Activation : made.Activation,
            Dropout = ownModel ? recipe.Dropout : made.Dropout,
            Validation = recipe.Validation,
            Test = recipe.Test,
            Split = null,
            Reasons = null,
            Versions = null,
        }, prepared);
    }
}

/// <summary>One setting of a comparison.</summary>
/// <param name="Name">How it is shown.</param>
/// <param name="Recipe">What is trained, seed and fold apart.</param>
public sealed record ComparedSetting(string Name, Recipe Recipe);
