using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>What a report is made of, as far as it is there: a run of any kind, or what is left of one that broke off.</summary>
internal sealed class ReportSource
{
    private ReportSource(Recipe recipe, RunFolder? folder, string? note)
    {
        (Recipe, Folder) = (recipe, folder);
        if (note is not null) Notes.Add(note);
        if (folder is null) return;
        Metrics = File.Exists(folder.Metrics) ? Try("metrics.csv", () => MetricsTable.Read(folder.Metrics)) : null;
        Looks = Try("monitors.jsonl", () => MonitorFile.Read(folder.Monitors)) ?? [];
        Result = File.Exists(folder.Result) ? Try("result.json", () => RunResult.Load(folder.Result)) : null;
    }

    public Recipe Recipe { get; }

    public RunFolder? Folder { get; }

    public MetricsTable? Metrics { get; }

    public IReadOnlyList<NetworkLook> Looks { get; } = [];

    public RunResult? Result { get; private init; }

    /// <summary>The epochs of a run that is in memory only.</summary>
    public IReadOnlyList<EpochResult> History { get; private init; } = [];

    /// <summary>The network that answers, with its preprocessing; null for other kinds of run.</summary>
    public TrainedModel? Model { get; private init; }

    /// <summary>The run that writes; null for other kinds.</summary>
    public TextRun? Writer { get; private init; }

    /// <summary>The run that makes examples; null for other kinds.</summary>
    public GenerativeRun? Maker { get; private init; }

    /// <summary>The run that plays; null for other kinds.</summary>
    public GameRun? Game { get; private init; }

    /// <summary>The network of any kind of run; null when none could be read.</summary>
    public Module? Network { get; private init; }

    /// <summary>Shape of one example as the network takes it; null where it does not go through a layer from inputs to outputs.</summary>
    public (Shape Shape, DType DType)? Example { get; private init; }

    /// <summary>What a model of language writes; null for others.</summary>
    public string? Sample { get; private init; }

    /// <summary>Pictures that a model has made.</summary>
    public IReadOnlyList<Picture> Made { get; private init; } = [];

    /// <summary>Points that a model has made: columns and rows; null for others.</summary>
    public (IReadOnlyList<string> Columns, float[,] Rows)? Points { get; private init; }

    /// <summary>What could not be read, and what to know, a sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>How the run is called: its folder, or its data.</summary>
    public string Name => Folder is { } place ? Path.GetFileName(Path.GetFullPath(place.Path).TrimEnd('/', '\\')) : Path.GetFileNameWithoutExtension(Recipe.Data);

    public static ReportSource Of(Run run) => new(run.Recipe, run.Folder, run.Notice)
    {
        Model = run.Model,
        Network = run.Model.Network,
        Example = (run.Model.Spec.Kind == "mlp" ? [run.Model.Spec.Sizes[0]] : run.Model.Spec.Input.ToArray(), DType.Float32),
        Result = run.Result,
        History = run.Outcome?.History ?? [],
    };

    public static ReportSource Of(TextRun run) => new(run.Recipe, run.Folder, run.Notice)
    {
        Writer = run,
        Network = run.Model,
        Example = ([run.Recipe.Context!.Value], DType.Int64),
        Sample = run.Write("", 300, run.Recipe.Seed),
    };

    public static ReportSource Of(GenerativeRun run)
    {
        float[,] made = run.Sample(run.Columns.Count == 0 ? 16 : 500);
        return new(run.Recipe, run.Folder, run.Notice)
        {
            Maker = run,
            Network = run.Model,
            Made = run.Columns.Count == 0 ? [.. Enumerable.Range(0, 16).Select(i => PictureOf(made, i, run.ExampleShape))] : [],
            Points = run.Columns.Count == 0 ? null : (run.Columns, made),
        };
    }

    public static ReportSource Of(GameRun run) => new(run.Recipe, run.Folder, run.Notice) { Game = run, Network = run.Model };

    /// <summary>What stands in a folder beside the network.</summary>
    /// <exception cref="RunException">There is no run.</exception>
    public static ReportSource WithoutNetwork(string folder, string? note = null)
    {
        var place = new RunFolder(folder);
        return place.HasRun ? new ReportSource(Recipe.Load(place.Recipe), place, note)
            : throw new RunException($"'{folder}' holds no run (recipe.json is missing). Check the path, or train first.");
    }

    /// <summary>What stands in a folder, whatever kind of run it is, also when its network cannot be read.</summary>
    /// <exception cref="RunException">There is no run.</exception>
    public static ReportSource Of(string folder)
    {
        var recipe = WithoutNetwork(folder).Recipe;
        try
        {
            return GameRun.IsGame(recipe) ? Of(GameRun.Load(folder)) : TextRun.IsText(recipe.Data) ? Of(TextRun.Load(folder)) : GenerativeRun.IsGenerative(recipe) ? Of(GenerativeRun.Load(folder)) : Of(Run.Load(folder));
        }
        catch (Exception e) when (e is RunException or DatasetException or ArgumentException)
        {
            return WithoutNetwork(folder, $"The network could not be read, so what needs it is missing here: {e.Message}");
        }
    }

    /// <summary>Does something that may fail for want of files; then a note says why, and nothing comes of it.</summary>
    public T? Try<T>(string what, Func<T> work) where T : class
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is RunException or DatasetException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            Notes.Add($"Without {what}: {e.Message}");
            return null;
        }
    }

    private static Picture PictureOf(float[,] made, int row, Shape shape) =>
        PictureText.Of([.. Enumerable.Range(0, made.GetLength(1)).Select(i => made[row, i])], shape, 0, 255);
}
